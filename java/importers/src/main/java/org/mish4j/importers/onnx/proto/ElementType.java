// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.proto;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mish4j.TensorType;

/** The element types of ONNX: the values of {@code TensorProto.DataType}. */
public enum ElementType {
    /** No type. */
    UNDEFINED(0, null),
    /** {@link TensorType#F32}. */
    FLOAT(1, TensorType.F32),
    /** {@link TensorType#U8}. */
    UINT8(2, TensorType.U8),
    /** {@link TensorType#I8}. */
    INT8(3, TensorType.I8),
    /** Unsigned, 16 bits. */
    UINT16(4, null),
    /** Signed, 16 bits. */
    INT16(5, null),
    /** {@link TensorType#I32}. */
    INT32(6, TensorType.I32),
    /** {@link TensorType#I64}. */
    INT64(7, TensorType.I64),
    /** Text. */
    STRING(8, null),
    /** {@link TensorType#BOOL}. */
    BOOL(9, TensorType.BOOL),
    /** {@link TensorType#F16}. */
    FLOAT16(10, TensorType.F16),
    /** {@link TensorType#F64}. */
    DOUBLE(11, TensorType.F64),
    /** Unsigned, 32 bits. */
    UINT32(12, null),
    /** Unsigned, 64 bits. */
    UINT64(13, null),
    /** Two floats. */
    COMPLEX64(14, null),
    /** Two doubles. */
    COMPLEX128(15, null),
    /** {@link TensorType#BF16}. */
    BFLOAT16(16, TensorType.BF16),
    /** 8 bits, 4 of exponent, finite. */
    FLOAT8E4M3FN(17, null),
    /** 8 bits, 4 of exponent, finite, one zero. */
    FLOAT8E4M3FNUZ(18, null),
    /** 8 bits, 5 of exponent. */
    FLOAT8E5M2(19, null),
    /** 8 bits, 5 of exponent, finite, one zero. */
    FLOAT8E5M2FNUZ(20, null),
    /** Unsigned, 4 bits. */
    UINT4(21, null),
    /** Signed, 4 bits. */
    INT4(22, null),
    /** 4 bits, 2 of exponent. */
    FLOAT4E2M1(23, null),
    /** 8 bits of exponent. */
    FLOAT8E8M0(24, null),
    /** Unsigned, 2 bits. */
    UINT2(25, null),
    /** Signed, 2 bits. */
    INT2(26, null);

    private final int code;
    private final @Nullable TensorType tensorType;

    ElementType(int code, @Nullable TensorType tensorType) {
        this.code = code;
        this.tensorType = tensorType;
    }

    /** Returns the type that mish4j calls the same; empty if it has none. */
    public Optional<TensorType> tensorType() {
        return Optional.ofNullable(tensorType);
    }

    /** Returns the type of a code; empty for a code that is not known. */
    public static Optional<ElementType> ofCode(long code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    /** Returns the name of a code's type, or the code itself for one that is not known. */
    public static String nameOfCode(long code) {
        return ofCode(code).map(ElementType::name).orElse("number " + code);
    }

    /** Returns the names of the types that mish4j has too, for errors. */
    public static String supportedNames() {
        return Arrays.stream(values())
                .filter(type -> type.tensorType != null)
                .map(ElementType::name)
                .collect(Collectors.joining(", "));
    }
}
