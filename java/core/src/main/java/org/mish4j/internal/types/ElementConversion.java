// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.types;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.mish4j.TensorType;

/** Reads elements of every type as floats, and writes floats as elements of every type, as {@link TensorType} says. */
public final class ElementConversion {
    private static final int BFLOAT16_SHIFT = 16;
    private static final int BFLOAT16_QUIET_BIT = 0x40;

    private ElementConversion() {}

    /** Converts elements to floats. The segments must not overlap, and need no alignment. */
    public static void toFloats(TensorType type, MemorySegment source, MemorySegment floats, long count) {
        if (type == TensorType.F32) {
            MemorySegment.copy(source, 0, floats, 0, count * Float.BYTES);
            return;
        }
        for (long index = 0; index < count; index++) {
            floats.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, index, read(type, source, index));
        }
    }

    /** Converts floats to elements. The segments must not overlap, and need no alignment. */
    public static void fromFloats(MemorySegment floats, TensorType type, MemorySegment target, long count) {
        if (type == TensorType.F32) {
            MemorySegment.copy(floats, 0, target, 0, count * Float.BYTES);
            return;
        }
        for (long index = 0; index < count; index++) {
            write(type, target, index, floats.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, index));
        }
    }

    /** Returns an element as a float. */
    public static float read(TensorType type, MemorySegment segment, long index) {
        return switch (type) {
            case F32 -> segment.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, index);
            case F64 -> (float) segment.getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, index);
            case F16 -> Float.float16ToFloat(segment.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, index));
            case BF16 ->
                Float.intBitsToFloat(segment.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, index) << BFLOAT16_SHIFT);
            case I8 -> segment.get(ValueLayout.JAVA_BYTE, index);
            case U8 -> Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, index));
            case I32 -> segment.getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, index);
            case I64 -> segment.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, index);
            case BOOL -> segment.get(ValueLayout.JAVA_BYTE, index) == 0 ? 0 : 1;
        };
    }

    /** Writes a float as an element. */
    public static void write(TensorType type, MemorySegment segment, long index, float value) {
        switch (type) {
            case F32 -> segment.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, index, value);
            case F64 -> segment.setAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, index, value);
            case F16 -> segment.setAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, index, Float.floatToFloat16(value));
            case BF16 -> segment.setAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, index, toBfloat16(value));
            case I8 -> segment.set(ValueLayout.JAVA_BYTE, index, toByte(value, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case U8 -> segment.set(ValueLayout.JAVA_BYTE, index, toByte(value, 0, 255));
            case I32 -> segment.setAtIndex(ValueLayout.JAVA_INT_UNALIGNED, index, (int) Math.rint(value));
            case I64 -> segment.setAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, index, (long) Math.rint(value));
            case BOOL -> segment.set(ValueLayout.JAVA_BYTE, index, (byte) (value == 0 ? 0 : 1));
        }
    }

    private static byte toByte(float value, int least, int most) {
        return (byte) Math.clamp((int) Math.rint(value), least, most);
    }

    /** Rounds to nearest, ties to even; NaN stays NaN. */
    private static short toBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> BFLOAT16_SHIFT) | BFLOAT16_QUIET_BIT);
        }
        int half = 0x7fff + ((bits >>> BFLOAT16_SHIFT) & 1);
        return (short) ((bits + half) >>> BFLOAT16_SHIFT);
    }
}
