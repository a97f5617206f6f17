// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.Constant;
import org.mish4j.ModelFormatException;
import org.mish4j.importers.Importers;
import org.mish4j.importers.onnx.models.Message;
import org.mish4j.importers.onnx.models.ModelBuilder;
import org.mish4j.importers.onnx.models.Tensors;

/** Tensors whose elements are in a file beside the model. */
class ExternalDataTest {
    @TempDir
    private Path root;

    private Path folder = Path.of("");

    @BeforeEach
    void makeFiles() throws IOException {
        folder = root.resolve("model");
        Files.createDirectories(folder.resolve("weights"));
        ByteBuffer data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        data.putFloat(0).putFloat(1.5f).putFloat(-2).putFloat(0);
        Files.write(folder.resolve("weights/data.bin"), data.array());
        Files.write(root.resolve("outside.bin"), data.array());
    }

    private Constant read(String location, long offset, long length) {
        Path file = new ModelBuilder(13)
                .initializer(Tensors.external("w", Tensors.FLOAT, new long[] {2}, location, offset, length))
                .outputs("w")
                .write(folder.resolve("model.onnx"));
        return Objects.requireNonNull(
                Importers.read(file).outputs().getFirst().value().constant());
    }

    @Test
    void partOfAFile() {
        assertThat(read("weights/data.bin", 4, 8).toFloatArray()).containsExactly(1.5f, -2);
    }

    @ParameterizedTest
    @CsvSource({"4, 16", "17, 8", "-1, 8", "8, -7", "9223372036854775807, 8"})
    void partBeyondTheFile(long offset, long length) {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> read("weights/data.bin", offset, length))
                .withMessageContaining("tensor 'w' is %d bytes at offset %d of 'weights/data.bin', which has 16 bytes"
                        .formatted(length, offset));
    }

    @Test
    void partOfAnotherSizeThanTheTensor() {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> read("weights/data.bin", 4, 12))
                .withMessageContaining("which is 8 bytes, found 12");
    }

    @Test
    void missingFile() {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> read("other.bin", 0, 8))
                .withMessageContaining("tensor 'w' is in 'other.bin', and there is no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.bin", "weights/../../outside.bin", "/etc/hostname", "", "a\0b"})
    void outsideTheFolder(String location) {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> read(location, 0, 8))
                .withMessageContaining("which is not inside the model's folder");
    }

    @Test
    void linkToTheOutside() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.bin"), root.resolve("outside.bin"));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> read("link.bin", 0, 8))
                .withMessageContaining("which is not inside the model's folder");
    }

    @Test
    void offsetThatIsNoNumber() {
        Message tensor = Tensors.header("w", Tensors.FLOAT, 2).integer(14, 1);
        tensor.message(13, new Message().string(1, "location").string(2, "weights/data.bin"));
        tensor.message(13, new Message().string(1, "offset").string(2, "four"));
        Path file = new ModelBuilder(13).initializer(tensor).outputs("w").write(folder.resolve("model.onnx"));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessageContaining("the offset of its external data is 'four', expected a number");
    }
}
