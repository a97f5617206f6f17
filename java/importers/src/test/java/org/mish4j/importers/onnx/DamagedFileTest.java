// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.ModelFormatException;
import org.mish4j.UnsupportedOperatorException;
import org.mish4j.importers.Importers;
import org.mish4j.importers.Resources;
import org.mish4j.importers.onnx.models.Message;
import org.mish4j.importers.onnx.models.ModelBuilder;
import org.mish4j.importers.onnx.models.Tensors;

/** Files that are missing, of another kind, or damaged: a clear sentence, whatever they hold. */
class DamagedFileTest {
    private static final int MUTATIONS = 300;

    @TempDir
    private Path folder;

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("model.onnx"), content);
    }

    @Test
    void missing() {
        Path file = folder.resolve("missing.onnx");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessage("%s: no such file", file)
                .withCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aDirectory() {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(folder))
                .withMessage("%s: is a directory, expected a file", folder);
    }

    @Test
    void empty() throws IOException {
        Path file = write(new byte[0]);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessage("%s: is empty", file);
    }

    @Test
    void text() throws IOException {
        Path file = write("hello, world".getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessage("%s: is not an ONNX model, it starts with the bytes 68 65 6c 6c 6f 2c 20 77", file);
    }

    @Test
    void unknownKind() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "hello, world");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessage(
                        "%s: is of no known kind of model file; ONNX (.onnx) and Darknet (.cfg) are supported", file);
    }

    @Test
    void modelOfAnotherNameIsRecognised() throws IOException {
        Path file = new ModelBuilder(13).input("x", 1).outputs("x").write(folder.resolve("model.bin"));
        assertThat(Importers.read(file).inputs()).hasSize(1);
    }

    @Test
    void withoutGraph() throws IOException {
        Path file = write(new Message().integer(1, 8).toByteArray());
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessage("%s: is not an ONNX model: it has no graph", file);
    }

    @Test
    void truncatedInsideATensor() throws IOException {
        byte[] content = Resources.bytes("digits-mish.onnx");
        Path file = write(Arrays.copyOf(content, content.length / 2));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessageStartingWith("%s: ends inside field 7 of a ModelProto at offset ".formatted(file))
                .withMessageContaining("expected 451522 bytes, found ");
    }

    @Test
    void lengthBeyondTheEnclosingMessage() throws IOException {
        byte[] hugeTensor = {8 | 2, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7};
        Message graph = new Message().bytes(5, hugeTensor);
        Path file = write(new Message().integer(1, 8).message(7, graph).toByteArray());
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessageContaining("expected 2147483647 bytes, found 0");
    }

    @Test
    void fieldOfAnotherWireType() throws IOException {
        Path file = write(new Message().integer(1, 8).integer(7, 1).toByteArray());
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessage(
                        "%s: at offset 3, in a ModelProto: field 7 is a varint, expected a sequence of bytes", file);
    }

    @Test
    void tensorWithTooFewBytes() throws IOException {
        Path file = write(new ModelBuilder(13)
                .initializer(Tensors.header("w", Tensors.FLOAT, 2, 50).bytes(9, new byte[96]))
                .outputs("w")
                .toByteArray());
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessage("%s: tensor 'w' is F32[2, 50], which is 400 bytes, found 96", file);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1L << 32, Long.MAX_VALUE})
    void tensorWithAnImpossibleDimension(long dimension) throws IOException {
        Path file = write(new ModelBuilder(13)
                .initializer(Tensors.header("w", Tensors.FLOAT, dimension, 4))
                .outputs("w")
                .toByteArray());
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessageContaining("tensor 'w'")
                .withMessageContaining(String.valueOf(dimension));
    }

    /** Each mutation either leaves a model that can be read, or is one of the two documented exceptions. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mutations(long seed) throws IOException {
        byte[] original = Resources.bytes("digits-mish.onnx");
        Random random = new Random(seed);
        for (int i = 0; i < MUTATIONS; i++) {
            Path file = write(mutate(original, random));
            try {
                assertThat(Importers.read(file).outputs()).isNotEmpty();
            } catch (ModelFormatException e) {
                assertThat(e).hasMessageStartingWith(file.toString());
            } catch (UnsupportedOperatorException e) {
                assertThat(e.getMessage()).isNotEmpty();
            } catch (RuntimeException e) {
                fail("mutation %d of seed %d".formatted(i, seed), e);
            }
        }
    }

    private static byte[] mutate(byte[] original, Random random) {
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(original, 1 + random.nextInt(original.length - 1));
        }
        byte[] mutated = original.clone();
        int flips = 1 + random.nextInt(4);
        for (int i = 0; i < flips; i++) {
            mutated[position(original.length, random)] ^= (byte) (1 << random.nextInt(8));
        }
        return mutated;
    }

    /** Prefers the two ends of the file, where the structure is: the middle is weights. */
    private static int position(int length, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextInt(length);
            case 1 -> random.nextInt(4000);
            default -> length - 1 - random.nextInt(3000);
        };
    }
}
