// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.numpy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Shape;
import org.mish4j.Tensor;
import org.mish4j.TensorType;
import org.mish4j.cli.elements.ElementWriter;

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
            assertThat(reader.header())
                    .isEqualTo(new NumpyHeader(NumpyType.F4, ByteOrder.LITTLE_ENDIAN, false, Shape.of(1, 70_001)));
            reader.read(TensorType.F32, MemorySegment.ofArray(again));
        }
        assertThat(again).containsExactly(floats);
    }

    @ParameterizedTest
    @CsvSource({"f4, F32", "f2, F16", "f8, F64", "bf16, BF16", "i1, I8", "i4, I32", "i8, I64", "u1, U8", "b1, BOOL"})
    void writesEveryTypeAsNumpyDoes(String name, TensorType type) throws IOException {
        Shape shape = Shape.of(2, 3, 4);
        try (Tensor tensor = Tensor.allocate(type, shape);
                InputStream stream =
                        Objects.requireNonNull(NumpyWriterTest.class.getResourceAsStream(name + ".npy"), name)) {
            for (int index = 0; index < 24; index++) {
                long number = index - 6;
                long value = switch (type) {
                    case BOOL -> number % 3 == 0 ? 1 : 0;
                    case U8 -> (number + 240) % 256;
                    default -> number;
                };
                ElementWriter.write(type, tensor.segment(), index, value);
            }
            assertThat(write(tensor)).isEqualTo(stream.readAllBytes());
        }
    }

    private static byte[] write(Shape shape, float[] floats) throws IOException {
        try (Tensor tensor = Tensor.ofFloats(shape, floats)) {
            return write(tensor);
        }
    }

    private static byte[] write(Tensor tensor) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NumpyWriter.write(Channels.newChannel(bytes), tensor.type(), tensor.shape(), tensor.segment());
        return bytes.toByteArray();
    }
}
