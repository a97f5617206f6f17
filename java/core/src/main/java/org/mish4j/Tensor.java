// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;
import org.mish4j.internal.memory.OwnedArena;
import org.mish4j.internal.types.ElementConversion;

/**
 * Off-heap memory with a type and a shape, dense and row-major. Its elements may be read and written by one thread at a
 * time. One that was allocated is closed by its owner, once or more often; one around a caller's segment lives as long as
 * that segment's arena; one that an {@link InferRequest} gives needs no closing.
 */
public final class Tensor implements BoundTensor, AutoCloseable {
    private static final long ALIGNMENT = 64;

    private final TensorType type;
    private final Shape shape;
    private final MemorySegment segment;
    private final @Nullable OwnedArena owned;

    private Tensor(TensorType type, Shape shape, MemorySegment segment, @Nullable Arena arena) {
        this.type = type;
        this.shape = shape;
        this.segment = segment;
        this.owned = arena == null ? null : new OwnedArena(this, "tensor " + type + shape, arena);
    }

    /** Allocates a tensor of zeros, aligned to 64 bytes, which any thread may use and must be closed. */
    public static Tensor allocate(TensorType type, Shape shape) {
        Arena arena = Arena.ofShared();
        return new Tensor(type, shape, arena.allocate(byteSize(type, shape), ALIGNMENT), arena);
    }

    /**
     * Allocates an {@link TensorType#F32} tensor with a copy of some values; it must be closed.
     *
     * @throws IllegalArgumentException if their number is not the shape's number of elements
     */
    public static Tensor ofFloats(Shape shape, float... values) {
        requireCount(shape, values.length);
        Tensor tensor = allocate(TensorType.F32, shape);
        tensor.copyFrom(values);
        return tensor;
    }

    /** Allocates a tensor of zeros in an arena of the caller's, with which it ends. */
    public static Tensor allocate(Arena arena, TensorType type, Shape shape) {
        return new Tensor(type, shape, arena.allocate(byteSize(type, shape), ALIGNMENT), null);
    }

    /**
     * Makes a tensor of a caller's memory, without a copy. {@link #close} does nothing to it.
     *
     * @throws IllegalArgumentException if the segment is on the heap or mapped from a file, is not exactly of the tensor's size, or is not aligned
     *     to the type's size
     */
    public static Tensor wrap(MemorySegment segment, TensorType type, Shape shape) {
        if (!segment.isNative()) {
            throw new IllegalArgumentException("the segment is on the heap, expected one off the heap");
        }
        if (segment.isMapped()) {
            throw new IllegalArgumentException(
                    "the segment is mapped from a file, which may shrink while native code reads it; copy it");
        }
        long bytes = byteSize(type, shape);
        if (segment.byteSize() != bytes) {
            throw new IllegalArgumentException(
                    "the segment has %d bytes, %s%s has %d".formatted(segment.byteSize(), type, shape, bytes));
        }
        if (segment.address() % type.byteSize() != 0) {
            throw new IllegalArgumentException("the segment's address %#x is not aligned to the %d bytes of %s"
                    .formatted(segment.address(), type.byteSize(), type));
        }
        return new Tensor(type, shape, segment, null);
    }

    private static long byteSize(TensorType type, Shape shape) {
        return Math.multiplyExact(shape.elementCount(), type.byteSize());
    }

    private static void requireCount(Shape shape, int count) {
        if (shape.elementCount() != count) {
            throw new IllegalArgumentException(
                    "a tensor of shape %s has %d values, found %d".formatted(shape, shape.elementCount(), count));
        }
    }

    /** Returns the type of the elements. */
    @Override
    public TensorType type() {
        return type;
    }

    /** Returns the shape. */
    @Override
    public Shape shape() {
        return shape;
    }

    /**
     * Returns the memory. An access after the tensor was closed throws {@link IllegalStateException}. Keep the tensor for as
     * long as the segment is used: one that is forgotten is closed.
     */
    public MemorySegment segment() {
        return segment;
    }

    /** Tells whether the memory can still be used. */
    @Override
    public boolean isOpen() {
        return segment.scope().isAlive();
    }

    /**
     * Copies values into the tensor, converted to its type as {@link TensorType} says.
     *
     * @throws IllegalArgumentException if their number is not the tensor's number of elements
     * @throws IllegalStateException if the tensor is closed
     */
    public void copyFrom(float[] values) {
        requireCount(shape, values.length);
        try {
            ElementConversion.fromFloats(MemorySegment.ofArray(values), type, segment, values.length);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Copies the tensor's values, read as floats as {@link TensorType} says.
     *
     * @param values gets them; as many as the tensor has elements
     * @throws IllegalArgumentException if there is not as much room
     * @throws IllegalStateException if the tensor is closed
     */
    public void copyTo(float[] values) {
        requireCount(shape, values.length);
        try {
            ElementConversion.toFloats(type, segment, MemorySegment.ofArray(values), values.length);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Returns a copy of the tensor's values, read as floats as {@link TensorType} says.
     *
     * @throws IllegalStateException if the tensor is closed, or has more elements than an array
     */
    public float[] toFloatArray() {
        long count = shape.elementCount();
        if (count > Integer.MAX_VALUE) {
            throw new IllegalStateException("%s has too many elements for an array".formatted(this));
        }
        float[] values = new float[(int) count];
        copyTo(values);
        return values;
    }

    /**
     * Frees the memory, if this tensor owns it. Does nothing when that was done.
     *
     * @throws IllegalStateException if a request runs with it at this moment
     */
    @Override
    public void close() {
        if (owned != null) {
            owned.close();
        }
    }

    /** Returns the type and the shape in the form {@code F32[1, 3, 224, 224]}. */
    @Override
    public String toString() {
        return type + shape.toString();
    }
}
