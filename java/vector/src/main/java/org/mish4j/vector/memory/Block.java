// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.memory;

/** A piece of memory that gets its place when all pieces, and the steps in which each is in use, are known. */
public final class Block {
    private static final long NOT_PLACED = -1;

    private final Space space;
    private final long byteSize;
    private long byteOffset = NOT_PLACED;
    private int firstStep = Integer.MAX_VALUE;
    private int lastStep = Integer.MIN_VALUE;

    private Block(Space space, long byteSize) {
        this.space = space;
        this.byteSize = byteSize;
    }

    /** Makes a block of activations, for a number of floats. */
    public static Block ofActivations(long elements) {
        return new Block(Space.ACTIVATIONS, elements * Float.BYTES);
    }

    /** Makes a block at a place of a space, in bytes. */
    public static Block at(Space space, long byteOffset, long byteSize) {
        Block block = new Block(space, byteSize);
        block.byteOffset = byteOffset;
        return block;
    }

    /** Returns the space in which this is. */
    public Space space() {
        return space;
    }

    public long byteSize() {
        return byteSize;
    }

    /** Says that a step reads or writes this. */
    public void useIn(int step) {
        firstStep = Math.min(firstStep, step);
        lastStep = Math.max(lastStep, step);
    }

    public boolean isUsed() {
        return firstStep <= lastStep;
    }

    public boolean isInUseWith(Block other) {
        return firstStep <= other.lastStep && other.firstStep <= lastStep;
    }

    public boolean isInUseIn(int step) {
        return firstStep <= step && step <= lastStep;
    }

    public void place(long newByteOffset) {
        byteOffset = newByteOffset;
    }

    /** Returns the place of this block, in bytes from the start of the space. */
    public long byteOffset() {
        if (byteOffset == NOT_PLACED) {
            throw new IllegalStateException("a block of %d bytes has no place yet".formatted(byteSize));
        }
        return byteOffset;
    }
}
