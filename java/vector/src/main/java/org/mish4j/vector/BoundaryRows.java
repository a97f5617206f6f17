// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.mish4j.TensorType;
import org.mish4j.internal.types.ElementConversion;
import org.mish4j.vector.memory.View;

/**
 * Copies between callers' tensors, which are row-major and of any type, and the plan's, which have strides and are floats.
 * A row is what differs in the last dimension only.
 */
final class BoundaryRows {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    private final TensorType type;
    private final boolean isDense;
    private final long start;
    private final long count;
    private final long rowSize;
    private final long rowStride;
    private final long[] outerDimensions;
    private final long[] outerStrides;

    BoundaryRows(TensorType type, View view) {
        int outer = Math.max(0, view.rank() - 1);
        this.type = type;
        this.isDense = view.isRowMajor();
        this.start = view.byteOffset();
        this.count = view.elementCount();
        this.rowSize = view.rank() == 0 ? 1 : view.dimension(outer);
        this.rowStride = view.rank() == 0 ? 0 : view.stride(outer) * Float.BYTES;
        this.outerDimensions = new long[outer];
        this.outerStrides = new long[outer];
        for (int axis = 0; axis < outer; axis++) {
            outerDimensions[axis] = view.dimension(axis);
            outerStrides[axis] = view.stride(axis) * Float.BYTES;
        }
    }

    /** Reads a caller's tensor. */
    void read(MemorySegment bound, MemorySegment floats) {
        if (isDense && type == TensorType.F32) {
            MemorySegment.copy(bound, 0, floats, start, count * Float.BYTES);
            return;
        }
        for (long element = 0; element < count; element += rowSize) {
            long place = placeOfRow(element / rowSize);
            if (type == TensorType.F32) {
                readFloats(bound, element, floats, place);
            } else {
                for (long index = 0; index < rowSize; index++) {
                    float value = ElementConversion.read(type, bound, element + index);
                    floats.set(FLOAT, place + index * rowStride, value);
                }
            }
        }
    }

    private void readFloats(MemorySegment bound, long element, MemorySegment floats, long place) {
        for (long index = 0; index < rowSize; index++) {
            floats.set(FLOAT, place + index * rowStride, bound.getAtIndex(FLOAT, element + index));
        }
    }

    /** Writes a caller's tensor. */
    void write(MemorySegment floats, MemorySegment bound) {
        if (isDense && type == TensorType.F32) {
            MemorySegment.copy(floats, start, bound, 0, count * Float.BYTES);
            return;
        }
        for (long element = 0; element < count; element += rowSize) {
            long place = placeOfRow(element / rowSize);
            if (type == TensorType.F32) {
                writeFloats(floats, place, bound, element);
            } else {
                for (long index = 0; index < rowSize; index++) {
                    float value = floats.get(FLOAT, place + index * rowStride);
                    ElementConversion.write(type, bound, element + index, value);
                }
            }
        }
    }

    private void writeFloats(MemorySegment floats, long place, MemorySegment bound, long element) {
        for (long index = 0; index < rowSize; index++) {
            bound.setAtIndex(FLOAT, element + index, floats.get(FLOAT, place + index * rowStride));
        }
    }

    private long placeOfRow(long row) {
        long place = start;
        long rest = row;
        for (int axis = outerDimensions.length - 1; axis >= 0; axis--) {
            place += rest % outerDimensions[axis] * outerStrides[axis];
            rest /= outerDimensions[axis];
        }
        return place;
    }
}
