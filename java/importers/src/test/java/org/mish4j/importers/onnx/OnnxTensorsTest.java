// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Constant;
import org.mish4j.ModelFormatException;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.UnsupportedOperatorException;
import org.mish4j.importers.NamedConstant;
import org.mish4j.importers.OnnxTensors;
import org.mish4j.importers.onnx.models.Message;
import org.mish4j.importers.onnx.models.Tensors;

/** Every form in which the elements of a tensor can be stored. */
class OnnxTensorsTest {
    @TempDir
    private Path folder;

    private NamedConstant read(Message tensor) throws IOException {
        return OnnxTensors.read(Files.write(folder.resolve("tensor.pb"), tensor.toByteArray()));
    }

    static Arguments[] forms() {
        return new Arguments[] {
            form(TensorType.F32, Tensors.floats("t", new long[] {2}, 1.5f, -2), 0x3fc00000, 0xc0000000L),
            form(TensorType.F32, header(Tensors.FLOAT).packedFloats(4, 1.5f, -2), 0x3fc00000, 0xc0000000L),
            form(TensorType.F32, header(Tensors.FLOAT).number(4, 1.5f).number(4, -2), 0x3fc00000, 0xc0000000L),
            form(
                    TensorType.F64,
                    header(Tensors.DOUBLE).packedDoubles(10, 1.5, -2),
                    0x3ff8000000000000L,
                    0xc000000000000000L),
            form(TensorType.F16, header(Tensors.FLOAT16).packedIntegers(5, 0x3e00, 0xc000), 0x3e00, 0xc000),
            form(
                    TensorType.F16,
                    header(Tensors.FLOAT16).bytes(9, new byte[] {0, 0x3e, 0, (byte) 0xc0}),
                    0x3e00,
                    0xc000),
            form(TensorType.BF16, header(Tensors.BFLOAT16).packedIntegers(5, 0x3fc0, 0xc000), 0x3fc0, 0xc000),
            form(TensorType.I8, header(Tensors.INT8).packedIntegers(5, 7, -128), 7, 0x80),
            form(TensorType.U8, header(Tensors.UINT8).packedIntegers(5, 7, 255), 7, 0xff),
            form(TensorType.U8, header(Tensors.UINT8).bytes(9, new byte[] {7, -1}), 7, 0xff),
            form(TensorType.BOOL, header(Tensors.BOOL).packedIntegers(5, 0, 1), 0, 1),
            form(TensorType.I32, header(Tensors.INT32).packedIntegers(5, 7, -2), 7, 0xfffffffeL),
            form(TensorType.I32, header(Tensors.INT32).integer(5, 7).integer(5, -2), 7, 0xfffffffeL),
            form(TensorType.I64, header(Tensors.INT64).packedIntegers(7, 1L << 40, -2), 1L << 40, -2),
            form(TensorType.I64, Tensors.longs("t", 1L << 40, -2), 1L << 40, -2),
        };
    }

    private static Message header(int type) {
        return Tensors.header("t", type, 2);
    }

    private static Arguments form(TensorType type, Message tensor, long... bits) {
        return Arguments.of(type, tensor, bits);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void elements(TensorType type, Message tensor, long[] bits) throws IOException {
        NamedConstant named = read(tensor);
        assertThat(named.name()).isEqualTo("t");
        Constant constant = named.constant();
        assertThat(constant.type()).isEqualTo(type);
        assertThat(constant.shape()).isEqualTo(Shape.of(2));
        for (int i = 0; i < bits.length; i++) {
            long found = 0;
            for (int part = type.byteSize() - 1; part >= 0; part--) {
                byte octet = constant.segment().get(ValueLayout.JAVA_BYTE, (long) i * type.byteSize() + part);
                found = found << Byte.SIZE | Byte.toUnsignedLong(octet);
            }
            assertThat(found).as("element %d", i).isEqualTo(bits[i]);
        }
    }

    @Test
    void scalar() throws IOException {
        Constant constant = read(Tensors.floats("t", new long[0], 3)).constant();
        assertThat(constant.shape()).isEqualTo(Shape.of());
        assertThat(constant.toFloatArray()).containsExactly(3);
    }

    @Test
    void empty() throws IOException {
        Constant constant = read(Tensors.header("t", Tensors.INT64, 0)).constant();
        assertThat(constant.shape()).isEqualTo(Shape.of(0));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void otherTypes(int type, String name) {
        Message tensor = Tensors.header("t", type, 1).bytes(9, new byte[8]);
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> read(tensor))
                .withMessageContaining("'t'")
                .withMessageContaining("it is of type " + name + ", expected one of FLOAT, UINT8, INT8,");
    }

    static Arguments[] unsupported() {
        return new Arguments[] {
            Arguments.of(Tensors.STRING, "STRING"),
            Arguments.of(0, "UNDEFINED"),
            Arguments.of(22, "INT4"),
            Arguments.of(99, "number 99")
        };
    }

    @Test
    void tooFewElements() {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> read(Tensors.header("t", Tensors.INT64, 3).packedIntegers(7, 1, 2)))
                .withMessageEndingWith("tensor.pb: tensor 't' is I64[3], which is 3 elements, found 2");
    }

    @Test
    void packedFloatsThatAreNoWholeNumberOfFloats() {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> read(Tensors.header("t", Tensors.FLOAT, 1).bytes(4, new byte[7])))
                .withMessageContaining("field 4 has 7 bytes, expected a multiple of 4");
    }
}
