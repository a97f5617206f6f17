// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.numpy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mish4j.TensorType;
import org.mish4j.cli.elements.ElementReader;
import org.mish4j.cli.elements.ElementWriter;

/** The types of elements, as NumPy's {@code dtype.str} names them after the character for the byte order. */
public enum NumpyType {
    /** binary32. */
    F4("f4", 4, TensorType.F32),
    /** binary16. */
    F2("f2", 2, TensorType.F16),
    /** binary64. */
    F8("f8", 8, TensorType.F64),
    /** bfloat16 of the package ml_dtypes, which NumPy calls two bytes of no known type. */
    V2("V2", 2, TensorType.BF16),
    /** Signed, 8 bits. */
    I1("i1", 1, TensorType.I8),
    /** Signed, 16 bits. */
    I2("i2", 2, null),
    /** Signed, 32 bits. */
    I4("i4", 4, TensorType.I32),
    /** Signed, 64 bits. */
    I8("i8", 8, TensorType.I64),
    /** Unsigned, 8 bits. */
    U1("u1", 1, TensorType.U8),
    /** Unsigned, 16 bits. */
    U2("u2", 2, null),
    /** Unsigned, 32 bits. */
    U4("u4", 4, null),
    /** One byte: 0 or 1. */
    BOOL("b1", 1, TensorType.BOOL);

    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private final String code;
    private final int byteSize;
    private final @Nullable TensorType tensorType;

    NumpyType(String code, int byteSize, @Nullable TensorType tensorType) {
        this.code = code;
        this.byteSize = byteSize;
        this.tensorType = tensorType;
    }

    /** Returns the type of a code; empty if it is none of these. */
    static Optional<NumpyType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
    }

    /** Returns the type that holds a tensor's elements. */
    public static NumpyType of(TensorType type) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.tensorType == type)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the names of all types. */
    static String descriptions() {
        return Arrays.stream(values()).map(NumpyType::description).collect(Collectors.joining(", "));
    }

    /** Returns the name in the header of a little-endian file, {@code <f4}. */
    public String description() {
        return (byteSize == 1 ? "|" : "<") + code;
    }

    /** Returns the size of an element, in bytes. */
    public int byteSize() {
        return byteSize;
    }

    /** Tells whether a file's elements are those of a tensor of a type, without a conversion. */
    public boolean is(TensorType type) {
        return tensorType == type;
    }

    /**
     * Copies an element, as it is where the types are the same, and else as {@link ElementWriter} converts it.
     *
     * @param source little-endian
     */
    void copy(MemorySegment source, long sourceIndex, TensorType type, MemorySegment destination, long index) {
        if (is(type)) {
            MemorySegment.copy(source, sourceIndex * byteSize, destination, index * byteSize, byteSize);
            return;
        }
        switch (this) {
            case F4, F2, F8, V2 -> {
                TensorType own = Objects.requireNonNull(tensorType);
                ElementWriter.write(type, destination, index, ElementReader.read(own, source, sourceIndex));
            }
            case I1 -> ElementWriter.write(type, destination, index, (long) source.get(BYTE, sourceIndex));
            case I2 -> ElementWriter.write(type, destination, index, (long) source.getAtIndex(SHORT, sourceIndex));
            case I4 -> ElementWriter.write(type, destination, index, (long) source.getAtIndex(INT, sourceIndex));
            case I8 -> ElementWriter.write(type, destination, index, source.getAtIndex(LONG, sourceIndex));
            case U1 ->
                ElementWriter.write(type, destination, index, Byte.toUnsignedLong(source.get(BYTE, sourceIndex)));
            case U2 ->
                ElementWriter.write(
                        type, destination, index, Short.toUnsignedLong(source.getAtIndex(SHORT, sourceIndex)));
            case U4 ->
                ElementWriter.write(
                        type, destination, index, Integer.toUnsignedLong(source.getAtIndex(INT, sourceIndex)));
            case BOOL -> ElementWriter.write(type, destination, index, source.get(BYTE, sourceIndex) == 0 ? 0L : 1L);
        }
    }
}
