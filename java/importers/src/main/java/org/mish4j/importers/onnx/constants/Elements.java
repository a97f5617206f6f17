// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.constants;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.mish4j.Constant;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.internal.folding.FoldingMemory;
import org.mish4j.internal.folding.NotEnoughMemoryException;

/** The elements of constants of any type, as numbers of Java's. */
public final class Elements {
    private static final int BF16_SHIFT = 16;
    private static final int QUIET_NAN = 1 << 6;

    private Elements() {}

    /** Tells whether a type is one of floating-point numbers. */
    public static boolean isFloatingPoint(TensorType type) {
        return switch (type) {
            case F32, F64, F16, BF16 -> true;
            case I8, U8, I32, I64, BOOL -> false;
        };
    }

    /** Tells whether a constant's elements stay what they are when they are converted to floats, but for rounding. */
    public static boolean areFloats(Constant constant) {
        if (constant.type() != TensorType.I32 && constant.type() != TensorType.I64) {
            return true;
        }
        for (long i = 0; i < constant.shape().elementCount(); i++) {
            if (longAt(constant, i) != (long) (float) longAt(constant, i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns an element; an integer as the nearest double. */
    public static double doubleAt(Constant constant, long index) {
        return doubleAt(constant.segment(), constant.type(), index);
    }

    static double doubleAt(MemorySegment segment, TensorType type, long index) {
        return switch (type) {
            case F32 -> segment.getAtIndex(ValueLayout.JAVA_FLOAT, index);
            case F64 -> segment.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
            case F16 -> Float.float16ToFloat(segment.getAtIndex(ValueLayout.JAVA_SHORT, index));
            case BF16 -> Float.intBitsToFloat(segment.getAtIndex(ValueLayout.JAVA_SHORT, index) << BF16_SHIFT);
            case I8, U8, I32, I64, BOOL -> longAt(segment, type, index);
        };
    }

    /** Returns an element; a floating-point number rounded towards zero, a truth value as 0 or 1. */
    public static long longAt(Constant constant, long index) {
        return longAt(constant.segment(), constant.type(), index);
    }

    static long longAt(MemorySegment segment, TensorType type, long index) {
        return switch (type) {
            case I8 -> segment.get(ValueLayout.JAVA_BYTE, index);
            case U8 -> Byte.toUnsignedLong(segment.get(ValueLayout.JAVA_BYTE, index));
            case I32 -> segment.getAtIndex(ValueLayout.JAVA_INT, index);
            case I64 -> segment.getAtIndex(ValueLayout.JAVA_LONG, index);
            case BOOL -> segment.get(ValueLayout.JAVA_BYTE, index) == 0 ? 0 : 1;
            case F32, F64, F16, BF16 -> (long) doubleAt(segment, type, index);
        };
    }

    /**
     * Returns all elements, as {@link #longAt} gives them.
     *
     * @throws NotEnoughMemoryException if there are too many for the Java heap
     */
    public static long[] longs(Constant constant) {
        FoldingMemory.requireHeap(constant.shape().elementCount(), Long.BYTES);
        long[] elements = new long[Math.toIntExact(constant.shape().elementCount())];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = longAt(constant, i);
        }
        return elements;
    }

    /** Sets an element of floating-point type, rounding to nearest. */
    static void setDouble(MemorySegment segment, TensorType type, long index, double value) {
        switch (type) {
            case F32 -> segment.setAtIndex(ValueLayout.JAVA_FLOAT, index, (float) value);
            case F64 -> segment.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
            case F16 -> segment.setAtIndex(ValueLayout.JAVA_SHORT, index, Float.floatToFloat16((float) value));
            case BF16 -> segment.setAtIndex(ValueLayout.JAVA_SHORT, index, toBf16((float) value));
            case BOOL -> segment.set(ValueLayout.JAVA_BYTE, index, (byte) (value == 0 ? 0 : 1));
            case I8, U8, I32, I64 -> setLong(segment, type, index, (long) value);
        }
    }

    /** Sets an element of integer type; what does not fit wraps around. */
    static void setLong(MemorySegment segment, TensorType type, long index, long value) {
        switch (type) {
            case I8, U8 -> segment.set(ValueLayout.JAVA_BYTE, index, (byte) value);
            case I32 -> segment.setAtIndex(ValueLayout.JAVA_INT, index, (int) value);
            case I64 -> segment.setAtIndex(ValueLayout.JAVA_LONG, index, value);
            case BOOL -> segment.set(ValueLayout.JAVA_BYTE, index, (byte) (value == 0 ? 0 : 1));
            case F32, F64, F16, BF16 -> setDouble(segment, type, index, (double) value);
        }
    }

    private static short toBf16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> BF16_SHIFT) | QUIET_NAN);
        }
        int roundToNearestEven = 0x7fff + ((bits >>> BF16_SHIFT) & 1);
        return (short) ((bits + roundToNearestEven) >>> BF16_SHIFT);
    }

    /** Returns a constant with its elements converted to another type; the same constant if it is of that type. */
    public static Constant convert(Constant constant, TensorType type) {
        if (constant.type() == type) {
            return constant;
        }
        boolean throughDouble = isFloatingPoint(constant.type());
        return FoldingMemory.constant(type, constant.shape(), segment -> {
            long count = constant.shape().elementCount();
            for (long i = 0; i < count; i++) {
                if (throughDouble) {
                    setDouble(segment, type, i, doubleAt(constant, i));
                } else {
                    setLong(segment, type, i, longAt(constant, i));
                }
            }
        });
    }

    /** Returns a constant of one dimension of {@link TensorType#I64}. */
    public static Constant ofLongs(long... elements) {
        return Constant.ofLongs(Shape.of(elements.length), elements);
    }

    /** Returns a constant whose elements are all the same number. */
    public static Constant filled(TensorType type, Shape shape, double value) {
        return FoldingMemory.constant(type, shape, segment -> {
            long count = shape.elementCount();
            for (long i = 0; i < count; i++) {
                setDouble(segment, type, i, value);
            }
        });
    }

    /**
     * Returns first, first + step, first + 2 step and so on, in one dimension.
     *
     * @param first one element
     * @param step one element of the same type
     */
    public static Constant iota(Constant first, Constant step, long count) {
        TensorType type = first.type();
        return FoldingMemory.constant(type, Shape.of(count), segment -> {
            for (long i = 0; i < count; i++) {
                if (isFloatingPoint(type)) {
                    setDouble(segment, type, i, doubleAt(first, 0) + i * doubleAt(step, 0));
                } else {
                    setLong(segment, type, i, longAt(first, 0) + i * longAt(step, 0));
                }
            }
        });
    }
}
