// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;

/**
 * The elements of a constant of a {@link Graph}: weights, for example. Immutable, off-heap, dense and row-major, aligned to
 * 64 bytes. Its memory is freed when nothing refers to it any more; it can't be closed, so native code may read it for as
 * long as a graph holds it.
 */
public final class Constant {
    private static final long ALIGNMENT = 64;

    private final TensorType type;
    private final Shape shape;
    private final MemorySegment segment;

    private Constant(TensorType type, Shape shape, MemorySegment segment) {
        this.type = type;
        this.shape = shape;
        this.segment = segment;
    }

    /**
     * Makes a constant whose memory, zeros at first, an initializer fills.
     *
     * @param initializer gets the memory, of exactly the tensor's bytes; it must not write to it once it has returned
     */
    public static Constant of(TensorType type, Shape shape, Consumer<MemorySegment> initializer) {
        long bytes = Math.multiplyExact(shape.elementCount(), type.byteSize());
        MemorySegment segment = Arena.ofAuto().allocate(bytes, ALIGNMENT);
        initializer.accept(segment);
        return new Constant(type, shape, segment.asReadOnly());
    }

    /**
     * Makes an {@link TensorType#F32} constant of a copy of some values.
     *
     * @throws IllegalArgumentException if their number is not the shape's number of elements
     */
    public static Constant ofFloats(Shape shape, float... values) {
        requireCount(shape, values.length);
        return of(
                TensorType.F32,
                shape,
                segment -> MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_FLOAT, 0, values.length));
    }

    /**
     * Makes an {@link TensorType#I64} constant of a copy of some values.
     *
     * @throws IllegalArgumentException if their number is not the shape's number of elements
     */
    public static Constant ofLongs(Shape shape, long... values) {
        requireCount(shape, values.length);
        return of(
                TensorType.I64,
                shape,
                segment -> MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_LONG, 0, values.length));
    }

    private static void requireCount(Shape shape, int count) {
        if (shape.elementCount() != count) {
            throw new IllegalArgumentException(
                    "a constant of shape %s has %d values, found %d".formatted(shape, shape.elementCount(), count));
        }
    }

    /** Returns the type of the elements. */
    public TensorType type() {
        return type;
    }

    /** Returns the shape. */
    public Shape shape() {
        return shape;
    }

    /** Returns the elements, read-only. */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * Returns a copy of the elements of an {@link TensorType#F32} constant.
     *
     * @throws IllegalStateException if the type is another
     */
    public float[] toFloatArray() {
        requireType(TensorType.F32);
        return segment.toArray(ValueLayout.JAVA_FLOAT);
    }

    /**
     * Returns a copy of the elements of an {@link TensorType#I64} constant.
     *
     * @throws IllegalStateException if the type is another
     */
    public long[] toLongArray() {
        requireType(TensorType.I64);
        return segment.toArray(ValueLayout.JAVA_LONG);
    }

    private void requireType(TensorType expected) {
        if (type != expected) {
            throw new IllegalStateException("this constant's type is %s, not %s".formatted(type, expected));
        }
    }

    @Override
    public String toString() {
        return type + shape.toString();
    }
}
