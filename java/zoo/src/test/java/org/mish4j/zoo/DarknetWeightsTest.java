// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mish4j.Graph;
import org.mish4j.ModelFormatException;
import org.mish4j.Value;
import org.mish4j.zoo.WeightSource.Block;
import org.mish4j.zoo.WeightSource.Kind;

class DarknetWeightsTest {
    private static final int TINY_PARAMETERS = 6_062_814;

    @TempDir
    Path folder;

    private Path file(int major, int minor, int counterBytes, int floats) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(12 + counterBytes + floats * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(major).putInt(minor).putInt(0).position(12 + counterBytes);
        for (int index = 0; index < floats; index++) {
            bytes.putFloat(index + 0.5f);
        }
        return Files.write(folder.resolve("some.weights"), bytes.array());
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 4", "0, 2, 8", "1, 0, 8", "2, 5, 8", "1000, 2, 4", "0, 1000, 4", "0, 0, 4"})
    void theVersionTellsTheSizeOfTheHeader(int major, int minor, int counterBytes) throws IOException {
        Path file = file(major, minor, counterBytes, 7);
        try (DarknetWeights weights = DarknetWeights.open(file);
                Arena arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(ValueLayout.JAVA_FLOAT, 3);
            weights.read(new Block(Kind.SCALE, 4, 3, 1), target);
            assertThat(target.toArray(ValueLayout.JAVA_FLOAT)).containsExactly(4.5f, 5.5f, 6.5f);
            weights.finish("net", 7);
        }
    }

    @ParameterizedTest
    @CsvSource({"6, 44", "8, 52"})
    void anotherNumberOfParametersIsAnError(int floats, int bytes) throws IOException {
        Path file = file(0, 2, 8, floats);
        try (DarknetWeights weights = DarknetWeights.open(file)) {
            assertThatThrownBy(() -> weights.finish("net", 7))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessage("%s: has %d bytes, expected 48 for the 7 parameters of 'net'", file, bytes);
        }
    }

    @Test
    void aFileWithoutAHeaderIsAnError() throws IOException {
        Path file = Files.write(folder.resolve("short.weights"), new byte[11]);
        assertThatThrownBy(() -> DarknetWeights.open(file))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("%s: has 11 bytes, expected a Darknet weights file with a header of 16 or more", file);
        assertThatThrownBy(() -> DarknetWeights.open(folder.resolve("missing.weights")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aNetworkIsBuiltFromAFile() throws IOException {
        Path file = file(0, 2, 8, TINY_PARAMETERS);
        try (DarknetWeights weights = DarknetWeights.open(file)) {
            Graph graph = Zoo.build("yolov4-tiny", ZooOptions.ofSize(32).withWeights(weights));
            float[] firstShift = constant(graph, "stem.conv1.shift");
            float[] firstScale = constant(graph, "stem.conv1.scale");
            assertThat(firstShift).startsWith(0.5f, 1.5f).hasSize(32);
            assertThat(firstScale).startsWith(32.5f, 33.5f).hasSize(32);
        }
        Path tooShort = file(0, 2, 8, TINY_PARAMETERS - 1);
        try (DarknetWeights weights = DarknetWeights.open(tooShort)) {
            ZooOptions options = ZooOptions.ofSize(32).withWeights(weights);
            assertThatThrownBy(() -> Zoo.build("yolov4-tiny", options))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessage(
                            "%s: has 24251272 bytes, expected 24251276 for the 6062814 parameters of 'yolov4-tiny'",
                            tooShort);
        }
    }

    private static float[] constant(Graph graph, String name) {
        for (Value value : graph.constants()) {
            if (value.name().equals(name) && value.constant() != null) {
                return value.constant().toFloatArray();
            }
        }
        throw new AssertionError("there is no constant " + name);
    }
}
