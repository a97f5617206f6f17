// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.numpy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Shape;

class NumpyWriterTest {
    @TempDir
    Path folder;

    static Arguments[] filesOfNumpy() {
        float[] numbers = new float[24];
        for (int index = 0; index < numbers.length; index++) {
            numbers[index] = index - 6;
        }
        return new Arguments[] {
            Arguments.of("f4", Shape.of(2, 3, 4), numbers),
            Arguments.of("f4-scalar", Shape.of(), new float[] {2.5f}),
            Arguments.of("f4-vector", Shape.of(3), new float[] {1, 2, 3}),
            Arguments.of("f4-empty", Shape.of(0, 3), new float[0])
        };
    }

    @ParameterizedTest
    @MethodSource("filesOfNumpy")
    void writesTheBytesThatNumpyWrites(String name, Shape shape, float[] floats) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(NumpyWriterTest.class.getResourceAsStream(name + ".npy"), name)) {
            assertThat(write(shape, floats)).isEqualTo(stream.readAllBytes());
        }
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        float[] floats = new float[70_001];
        for (int index = 0; index < floats.length; index++) {
            floats[index] = 1f / (index - 5);
        }
        floats[7] = Float.NaN;
        floats[8] = -0f;
        Path file = Files.write(folder.resolve("x.npy"), write(Shape.of(1, 70_001), floats));
        float[] again = new float[floats.length];
        try (NumpyReader reader = NumpyReader.open(file)) {
            assertThat(reader.header()).isEqualTo(new NumpyHeader(NumpyType.F4, false, Shape.of(1, 70_001)));
            reader.readFloats(MemorySegment.ofArray(again));
        }
        assertThat(again).containsExactly(floats);
    }

    private static byte[] write(Shape shape, float[] floats) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NumpyWriter.write(Channels.newChannel(bytes), shape, MemorySegment.ofArray(floats));
        return bytes.toByteArray();
    }
}
