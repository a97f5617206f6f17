// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.numpy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types of elements that are read, as NumPy's {@code dtype.str} names them, and what each is as a float. */
public enum NumpyType {
    /** binary32. */
    F4("<f4", 4, true),
    /** binary16. */
    F2("<f2", 2, true),
    /** binary64. */
    F8("<f8", 8, false),
    /** Signed, 8 bits. */
    I1("|i1", 1, true),
    /** Signed, 16 bits. */
    I2("<i2", 2, true),
    /** Signed, 32 bits. */
    I4("<i4", 4, false),
    /** Signed, 64 bits. */
    I8("<i8", 8, false),
    /** Unsigned, 8 bits. */
    U1("|u1", 1, true),
    /** Unsigned, 16 bits. */
    U2("<u2", 2, true),
    /** One byte: 0 or 1. */
    BOOL("|b1", 1, true);

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final String description;
    private final int byteSize;
    private final boolean exactAsFloat;

    NumpyType(String description, int byteSize, boolean exactAsFloat) {
        this.description = description;
        this.byteSize = byteSize;
        this.exactAsFloat = exactAsFloat;
    }

    /** Returns the type that a header's {@code descr} names; empty if it is none of these. */
    static Optional<NumpyType> of(String description) {
        return Arrays.stream(values())
                .filter(type -> type.description.equals(description))
                .findFirst();
    }

    /** Returns the names of all types. */
    static String descriptions() {
        return Arrays.stream(values()).map(NumpyType::description).collect(Collectors.joining(", "));
    }

    /** Returns the name in a header, {@code <f4}. */
    public String description() {
        return description;
    }

    /** Returns the size of an element, in bytes. */
    public int byteSize() {
        return byteSize;
    }

    /** Tells whether every value is a float, too. */
    public boolean exactAsFloat() {
        return exactAsFloat;
    }

    /** Returns the element at an offset in bytes, rounded to the nearest float where it is none. */
    float toFloat(MemorySegment segment, long offset) {
        return switch (this) {
            case F4 -> segment.get(FLOAT, offset);
            case F2 -> Float.float16ToFloat(segment.get(SHORT, offset));
            case F8 -> (float) segment.get(DOUBLE, offset);
            case I1 -> segment.get(ValueLayout.JAVA_BYTE, offset);
            case I2 -> segment.get(SHORT, offset);
            case I4 -> segment.get(INT, offset);
            case I8 -> segment.get(LONG, offset);
            case U1 -> Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, offset));
            case U2 -> Short.toUnsignedInt(segment.get(SHORT, offset));
            case BOOL -> segment.get(ValueLayout.JAVA_BYTE, offset) == 0 ? 0 : 1;
        };
    }
}
