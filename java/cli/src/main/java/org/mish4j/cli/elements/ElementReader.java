// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.elements;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.mish4j.TensorType;

/** Reads elements of every type as doubles. */
public final class ElementReader {
    private ElementReader() {}

    /** Returns an element: an I64 of a magnitude above 2<sup>53</sup> as the nearest double, a truth value as 0 or 1. */
    public static double read(TensorType type, MemorySegment segment, long index) {
        return switch (type) {
            case F32 -> segment.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, index);
            case F64 -> segment.getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, index);
            case F16 -> Float.float16ToFloat(segment.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, index));
            case BF16 ->
                Float.intBitsToFloat(segment.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, index) << Short.SIZE);
            case I8 -> segment.get(ValueLayout.JAVA_BYTE, index);
            case U8 -> Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, index));
            case I32 -> segment.getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, index);
            case I64 -> segment.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, index);
            case BOOL -> segment.get(ValueLayout.JAVA_BYTE, index) == 0 ? 0 : 1;
        };
    }
}
