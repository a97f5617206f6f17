// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.Shape;
import org.mish4j.Tensor;
import org.mish4j.TensorType;
import org.mish4j.cli.elements.ElementReader;

class NumpyReaderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f4",
                "f2",
                "f8",
                "bf16",
                "i1",
                "i2",
                "i4",
                "i8",
                "f4-fortran",
                "f4-version2",
                "f4-version3",
                "f2-big-endian",
                "f4-big-endian",
                "f8-big-endian",
                "i2-big-endian",
                "i4-big-endian",
                "i8-big-endian",
                "i8-fortran-big-endian"
            })
    void readsWhatNumpyWrote(String name) throws IOException {
        assertThat(read(resource(name), 24)).containsExactly(numbers(24, index -> index - 6));
    }

    @ParameterizedTest
    @CsvSource({
        "f4, F32",
        "f2, F16",
        "f8, F64",
        "bf16, BF16",
        "i1, I8",
        "i4, I32",
        "i8, I64",
        "f8-big-endian, F64",
        "i8-fortran-big-endian, I64",
        "f4-fortran, F32"
    })
    void readsElementsAsTheyAre(String name, TensorType type) throws IOException {
        try (Tensor tensor = read(resource(name), type, Shape.of(2, 3, 4))) {
            for (int index = 0; index < 24; index++) {
                assertThat(ElementReader.read(type, tensor.segment(), index)).isEqualTo(index - 6);
            }
        }
    }

    @Test
    void keepsEveryBitOfAnElementOfTheSameType() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(16).putLong(Long.MAX_VALUE - 1).putLong(Long.MIN_VALUE + 1);
        Path integers = file(header("{'descr': '>i8', 'fortran_order': False, 'shape': (2,)}"), data.array());
        try (Tensor tensor = read(integers, TensorType.I64, Shape.of(2))) {
            assertThat(tensor.segment().toArray(ValueLayout.JAVA_LONG))
                    .containsExactly(Long.MAX_VALUE - 1, Long.MIN_VALUE + 1);
        }
        int signallingNan = 0x7f800123;
        ByteBuffer nan = ByteBuffer.allocate(8).putInt(signallingNan).putInt(0x80000000);
        Path floats = file(header("{'descr': '>f4', 'fortran_order': True, 'shape': (2,)}"), nan.array());
        try (Tensor tensor = read(floats, TensorType.F32, Shape.of(2))) {
            assertThat(tensor.segment().toArray(ValueLayout.JAVA_INT)).containsExactly(signallingNan, 0x80000000);
        }
    }

    @Test
    void readsLargeUnsignedNumbers() throws IOException {
        try (Tensor tensor = read(resource("u4"), TensorType.I64, Shape.of(2, 3, 4))) {
            assertThat(tensor.segment().toArray(ValueLayout.JAVA_LONG))
                    .startsWith(4294967272L, 4294967273L)
                    .endsWith(4294967295L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"u1", "u2"})
    void readsUnsignedNumbers(String name) throws IOException {
        assertThat(read(resource(name), 24))
                .containsExactly(numbers(24, index -> name.equals("u1") ? (index + 234) % 256 : index + 234));
    }

    @Test
    void readsTruthValues() throws IOException {
        assertThat(read(resource("b1"), 24)).containsExactly(numbers(24, index -> index % 3 == 0 ? 1 : 0));
    }

    @ParameterizedTest
    @CsvSource({
        "f4, F4, false, false, '2,3,4'",
        "f4-fortran, F4, false, true, '2,3,4'",
        "f8, F8, false, false, '2,3,4'",
        "i8-fortran-big-endian, I8, true, true, '2,3,4'",
        "bf16, V2, false, false, '2,3,4'",
        "b1, BOOL, false, false, '2,3,4'",
        "f4-scalar, F4, false, false, ''",
        "f4-vector, F4, false, false, '3'",
        "f4-empty, F4, false, false, '0,3'"
    })
    void readsTheHeader(String name, NumpyType type, boolean bigEndian, boolean fortranOrder, String dimensions)
            throws IOException {
        ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        long[] expected = dimensions.isEmpty()
                ? new long[0]
                : Arrays.stream(dimensions.split(","))
                        .mapToLong(Long::parseLong)
                        .toArray();
        try (NumpyReader reader = NumpyReader.open(resource(name))) {
            assertThat(reader.header()).isEqualTo(new NumpyHeader(type, order, fortranOrder, Shape.of(expected)));
        }
    }

    @Test
    void readsScalarsAndVectors() throws IOException {
        assertThat(read(resource("f4-scalar"), 1)).containsExactly(2.5f);
        assertThat(read(resource("f4-vector"), 3)).containsExactly(1, 2, 3);
        assertThat(read(resource("f4-empty"), 0)).isEmpty();
    }

    @Test
    void readsMoreThanOneChunk() throws IOException {
        int count = 100_003;
        ByteBuffer data = ByteBuffer.allocate(count * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int index = 0; index < count; index++) {
            data.putFloat(index);
        }
        Path file =
                file(header("{'descr': '<f4', 'fortran_order': True, 'shape': (%d,)}".formatted(count)), data.array());
        assertThat(read(file, count)).containsExactly(numbers(count, index -> index));
    }

    @Test
    void roundsDoublesToTheNearest() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(0.1)
                .putDouble(1e300);
        Path file = file(header("{'descr': '<f8', 'fortran_order': False, 'shape': (2,)}"), data.array());
        assertThat(read(file, 2)).containsExactly(0.1f, Float.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "complex | its type is '<c8', expected one of <f4, <f2, <f8, <V2, |i1, <i2, <i4, <i8, |u1, <u2, <u4, |b1",
                "void | its type is '|V3', expected one of",
                "object | its type is '|O', expected one of",
                "record | it holds records, expected numbers",
                "rank7 | has 7 dimensions, expected at most 6"
            })
    void refusesOtherTypesAndRanks(String name, String message) throws IOException {
        Path file = resource(name);
        assertThatThrownBy(() -> NumpyReader.open(file))
                .isInstanceOf(NumpyFormatException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(file.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 6, 7, 8, 9, 10, 50, 127, 128, 129, 223})
    void refusesTruncatedFiles(int length) throws IOException {
        byte[] whole = Files.readAllBytes(resource("f4"));
        assertThat(whole).hasSize(224);
        Path file = file(Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> NumpyReader.open(file))
                .isInstanceOf(NumpyFormatException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void refusesElementsThatAreTooMany() throws IOException {
        Path file = file(Files.readAllBytes(resource("f4")), new byte[3]);
        assertThatThrownBy(() -> NumpyReader.open(file))
                .hasMessageEndingWith("has 99 bytes of elements, expected 96 for [2, 3, 4] of type <f4");
    }

    @Test
    void refusesAHugeHeader() throws IOException {
        Path file = file(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1});
        assertThatThrownBy(() -> NumpyReader.open(file))
                .hasMessageEndingWith("has a header of 4294967295 bytes, expected at most 65536");
    }

    @Test
    void refusesAnUnknownVersion() throws IOException {
        Path file = file(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 4, 0, 0, 0, 0, 0});
        assertThatThrownBy(() -> NumpyReader.open(file)).hasMessageContaining("version 4, expected 1 to 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{'descr': '<f4', 'fortran_order': False}",
                "{'descr': '<f4', 'shape': (3,)}",
                "{'fortran_order': False, 'shape': (3,)}",
                "{'descr': '<f4', 'fortran_order': 0, 'shape': (3,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': 3}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3.5,)}",
                "{'descr': '|f4', 'fortran_order': False, 'shape': (3,)}",
                "{'descr': '=f4', 'fortran_order': False, 'shape': (3,)}",
                "{'descr': 'f4', 'fortran_order': False, 'shape': (3,)}",
                "{'descr': '', 'fortran_order': False, 'shape': (3,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': ('a',)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-3,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}",
                "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (3,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3,)} 1",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (((((((((((3,)}",
                "{'descr': '<f4, 'fortran_order': False, 'shape': (3,)}"
            })
    void refusesOtherHeaders(String text) throws IOException {
        Path file = file(header(text), new byte[12]);
        assertThatThrownBy(() -> NumpyReader.open(file)).isInstanceOf(NumpyFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"shape\":(3L,),\"fortran_order\":False,\"descr\":\"<f4\",}",
                " { 'descr' : '<f4' , 'fortran_order' : False , 'shape' : ( 3 , ) , } \n"
            })
    void readsOtherSpellingsOfAHeader(String text) throws IOException {
        assertThat(read(file(header(text), new byte[12]), 3)).containsExactly(0, 0, 0);
    }

    @Test
    void refusesWhatIsNoFile() {
        assertThatThrownBy(() -> NumpyReader.open(folder)).hasMessage("'%s' is not a file".formatted(folder));
        assertThatThrownBy(() -> NumpyReader.open(folder.resolve("missing.npy")))
                .isInstanceOf(NoSuchFileException.class);
    }

    private static float[] numbers(int count, IntFunction<Integer> number) {
        float[] numbers = new float[count];
        for (int index = 0; index < count; index++) {
            numbers[index] = number.apply(index);
        }
        return numbers;
    }

    private static float[] read(Path file, int count) throws IOException {
        float[] floats = new float[count];
        try (NumpyReader reader = NumpyReader.open(file)) {
            reader.read(TensorType.F32, MemorySegment.ofArray(floats));
        }
        return floats;
    }

    private static Tensor read(Path file, TensorType type, Shape shape) throws IOException {
        Tensor tensor = Tensor.allocate(type, shape);
        try (NumpyReader reader = NumpyReader.open(file)) {
            reader.read(type, tensor.segment());
        }
        return tensor;
    }

    private static byte[] header(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(10 + bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) bytes.length)
                .put(bytes)
                .array();
    }

    private Path file(byte[]... parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.write(part);
        }
        return Files.write(folder.resolve("array.npy"), bytes.toByteArray());
    }

    private Path resource(String name) throws IOException {
        Path file = folder.resolve(name + ".npy");
        try (InputStream stream =
                Objects.requireNonNull(NumpyReaderTest.class.getResourceAsStream(name + ".npy"), name)) {
            Files.write(file, stream.readAllBytes());
        }
        return file;
    }
}
