// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mish4j.Shape;
import org.mish4j.Tensor;
import org.mish4j.TensorType;
import org.mish4j.cli.CommandResult;
import org.mish4j.cli.numpy.NumpyWriter;

/** Models in Darknet's files: one convolution that adds the two channels, doubled, and 1. */
class DarknetModelTest {
    private static final String REFERENCE = "--device=java-reference";

    @TempDir
    Path folder;

    private Path configuration;
    private Path weights;

    @BeforeEach
    void writeFiles() throws IOException {
        configuration = Files.writeString(folder.resolve("sum.cfg"), """
                [net]
                width=3
                height=2
                channels=2

                [convolutional]
                filters=1
                size=1
                stride=1
                activation=linear
                """);
        weights = Files.write(folder.resolve("sum.weights"), weights(1, 2, 2));
    }

    private static byte[] weights(float... parameters) {
        ByteBuffer bytes =
                ByteBuffer.allocate(20 + parameters.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0).putInt(2).putInt(5).putLong(0);
        for (float parameter : parameters) {
            bytes.putFloat(parameter);
        }
        return bytes.array();
    }

    private Path image(float... values) throws IOException {
        Path file = folder.resolve("image.npy");
        Shape shape = Shape.of(1, 2, 1, values.length / 2);
        try (Tensor tensor = Tensor.allocate(TensorType.F32, shape);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            tensor.copyFrom(values);
            NumpyWriter.write(channel, TensorType.F32, shape, tensor.segment());
        }
        return file;
    }

    @Test
    void inspect() {
        CommandResult result = CommandResult.of("inspect", configuration);
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("model       sum", "data: F32[1, 2, 2, 3]", "output_0: F32[1, 1, 2, 3]")
                .containsPattern("parameters +3");
    }

    @Test
    void runOfAnotherSizeWithWeightsElsewhere() throws IOException {
        Path elsewhere = Files.move(weights, folder.resolve("other.bin"));
        CommandResult result = CommandResult.of(
                "run",
                configuration,
                REFERENCE,
                "--weights",
                elsewhere,
                "--width",
                2,
                "--height",
                1,
                "--input",
                image(1, 2, 3, 4));
        assertThat(result.err()).isEmpty();
        assertThat(result.outLines().get(1)).matches("output_0 +F32 +1x1x1x2 +9[.]00000 +13[.]0000 +11[.]0000 *");
    }

    @Test
    void sizeAndBatch() {
        CommandResult result = CommandResult.of("inspect", configuration, "--size", "5x7", "--batch", 3);
        assertThat(result.out()).contains("data: F32[3, 2, 5, 7]");
    }

    @Test
    void withoutWeights() throws IOException {
        Files.delete(weights);
        CommandResult result = CommandResult.of("inspect", configuration);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .isEqualToIgnoringNewLines(
                        "mish4j: the weights of '%s' are missing: '%s' does not exist, expected --weights FILE"
                                .formatted(configuration, weights));
    }

    @Test
    void weightsOfAnotherNetwork() throws IOException {
        Files.write(weights, weights(1, 2, 3, 4));
        CommandResult result = CommandResult.of("inspect", configuration);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .isEqualToIgnoringNewLines(
                        "mish4j: %s: has 36 bytes, expected 32: a header of 20 and 3 parameters of 4 bytes each"
                                .formatted(weights));
    }
}
