// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.constants;

import java.lang.foreign.MemorySegment;
import org.mish4j.Constant;
import org.mish4j.Shape;
import org.mish4j.internal.folding.FoldingMemory;

/** Reads and writes of equal slices of constants at given positions, which count slices. */
public final class Slices {
    private Slices() {}

    /**
     * Returns slices one after another.
     *
     * @param elements the number of elements of a slice
     * @param positions integers
     * @param shape the result's, with as many elements as all of the slices have
     */
    public static Constant gather(Constant data, long elements, Constant positions, Shape shape) {
        long bytes = elements * data.type().byteSize();
        return FoldingMemory.constant(data.type(), shape, segment -> {
            for (long i = 0; i < positions.shape().elementCount(); i++) {
                MemorySegment.copy(data.segment(), Elements.longAt(positions, i) * bytes, segment, i * bytes, bytes);
            }
        });
    }

    /**
     * Returns data with slices replaced by updates, one after another: of several for one position, the last one counts.
     *
     * @param elements the number of elements of a slice
     * @param updates of the data's type
     */
    public static Constant scatter(Constant data, long elements, Constant positions, Constant updates) {
        requireSameType(data, updates);
        long bytes = elements * data.type().byteSize();
        return FoldingMemory.constant(data.type(), data.shape(), segment -> {
            segment.copyFrom(data.segment());
            for (long i = 0; i < positions.shape().elementCount(); i++) {
                MemorySegment.copy(updates.segment(), i * bytes, segment, Elements.longAt(positions, i) * bytes, bytes);
            }
        });
    }

    /**
     * Returns data whose slices are combined with updates, one after another.
     *
     * @param elements the number of elements of a slice
     * @param updates of the data's type
     * @param function what becomes of an element of the data and one of an update
     */
    public static Constant combine(
            Constant data, long elements, Constant positions, Constant updates, Arithmetic.Binary function) {
        requireSameType(data, updates);
        boolean floatingPoint = Elements.isFloatingPoint(data.type());
        return FoldingMemory.constant(data.type(), data.shape(), segment -> {
            segment.copyFrom(data.segment());
            for (long i = 0; i < positions.shape().elementCount() * elements; i++) {
                long place = Elements.longAt(positions, i / elements) * elements + i % elements;
                if (floatingPoint) {
                    double before = Elements.doubleAt(segment, data.type(), place);
                    double after = function.ofDoubles().applyAsDouble(before, Elements.doubleAt(updates, i));
                    Elements.setDouble(segment, data.type(), place, after);
                } else {
                    long before = Elements.longAt(segment, data.type(), place);
                    long after = function.ofLongs().applyAsLong(before, Elements.longAt(updates, i));
                    Elements.setLong(segment, data.type(), place, after);
                }
            }
        });
    }

    private static void requireSameType(Constant data, Constant updates) {
        if (data.type() != updates.type()) {
            throw new IllegalArgumentException(
                    "data is %s and updates is %s, expected the same type".formatted(data, updates));
        }
    }
}
