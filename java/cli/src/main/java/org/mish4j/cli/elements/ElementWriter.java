// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.elements;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.mish4j.TensorType;

/**
 * Writes numbers as elements of every type, as {@link TensorType} says, each rounded once: to the nearest, ties to even.
 * In F16 and BF16 too large a number is infinite; in an integer type it is the type's largest or smallest, and NaN is 0; as
 * BOOL everything but 0 is 1.
 */
public final class ElementWriter {
    private static final int BFLOAT16_QUIET_BIT = 0x40;
    private static final long EXACT_IN_DOUBLE = 1L << 53;
    private static final long DROPPED_BITS = 0x7FF;

    private ElementWriter() {}

    /** Writes a whole number. */
    public static void write(TensorType type, MemorySegment segment, long index, long value) {
        switch (type) {
            case F32 -> segment.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, index, (float) value);
            case F64 -> segment.setAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, index, (double) value);
            case F16, BF16 -> write(type, segment, index, oddDouble(value));
            case I8 ->
                segment.set(ValueLayout.JAVA_BYTE, index, (byte) Math.clamp(value, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case U8 -> segment.set(ValueLayout.JAVA_BYTE, index, (byte) Math.clamp(value, 0, 255));
            case I32 ->
                segment.setAtIndex(
                        ValueLayout.JAVA_INT_UNALIGNED, index, Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case I64 -> segment.setAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, index, value);
            case BOOL -> segment.set(ValueLayout.JAVA_BYTE, index, (byte) (value == 0 ? 0 : 1));
        }
    }

    /** Writes a floating-point number. */
    public static void write(TensorType type, MemorySegment segment, long index, double value) {
        switch (type) {
            case F32 -> segment.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, index, (float) value);
            case F64 -> segment.setAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, index, value);
            case F16 ->
                segment.setAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, index, Float.floatToFloat16(oddFloat(value)));
            case BF16 -> segment.setAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, index, toBfloat16(oddFloat(value)));
            case I8, U8, I32, I64 -> write(type, segment, index, (long) Math.rint(value));
            case BOOL -> segment.set(ValueLayout.JAVA_BYTE, index, (byte) (value == 0 ? 0 : 1));
        }
    }

    /**
     * Rounds to odd: of the two doubles beside the number the one whose last bit is 1. Rounding that to fewer bits gives what
     * rounding the number itself would (Boldo and Melquiond, "Emulation of a FMA and correctly rounded sums", 2008).
     */
    private static double oddDouble(long value) {
        boolean exact = (value > -EXACT_IN_DOUBLE && value < EXACT_IN_DOUBLE) || (value & DROPPED_BITS) == 0;
        return exact ? value : (value | (DROPPED_BITS + 1)) & ~DROPPED_BITS;
    }

    /** Rounds to odd, as {@link #oddDouble(long)} does. */
    private static float oddFloat(double value) {
        float nearest = (float) value;
        if (nearest == value || Double.isNaN(value)) {
            return nearest;
        }
        int bits = Float.floatToRawIntBits(nearest);
        int towardsZero = Math.abs((double) nearest) > Math.abs(value) ? bits - 1 : bits;
        return Float.intBitsToFloat(towardsZero | 1);
    }

    /** Rounds to the nearest, ties to even; NaN stays NaN. */
    private static short toBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> Short.SIZE) | BFLOAT16_QUIET_BIT);
        }
        int half = 0x7fff + ((bits >>> Short.SIZE) & 1);
        return (short) ((bits + half) >>> Short.SIZE);
    }
}
