// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.memory;

import java.util.Arrays;

/** Where the elements of a tensor lie: a block of memory, the first element's place in it, a stride for each dimension. */
public final class View {
    private final Block block;
    private final long offset;
    private final long[] dimensions;
    private final long[] strides;

    /**
     * Makes a view.
     *
     * @param offset of the first element, in elements from the start of the block
     * @param dimensions as the operators know them: N, C, spatial
     * @param strides the distance of neighbours in each dimension, in elements
     */
    public View(Block block, long offset, long[] dimensions, long[] strides) {
        this.block = block;
        this.offset = offset;
        this.dimensions = dimensions.clone();
        this.strides = strides.clone();
    }

    /** Returns the block in which the elements are. */
    public Block block() {
        return block;
    }

    /** Returns the space in which the elements are. */
    public Space space() {
        return block.space();
    }

    /** Returns the place of the first element, in bytes from the start of the space. The block has its place by then. */
    public long byteOffset() {
        return block.byteOffset() + offset * Float.BYTES;
    }

    /** Returns the number of dimensions. */
    public int rank() {
        return dimensions.length;
    }

    /** Returns a dimension. */
    public long dimension(int axis) {
        return dimensions[axis];
    }

    /** Returns a copy of the dimensions. */
    public long[] dimensions() {
        return dimensions.clone();
    }

    /** Returns the distance of neighbours in a dimension, in elements. */
    public long stride(int axis) {
        return strides[axis];
    }

    /** Returns a copy of the strides. */
    public long[] strides() {
        return strides.clone();
    }

    /** Returns the number of elements. */
    public long elementCount() {
        return Arrays.stream(dimensions).reduce(1, (product, dimension) -> product * dimension);
    }

    /** Tells whether the elements lie one behind the other, the last dimension's neighbours side by side. */
    public boolean isRowMajor() {
        long expected = 1;
        for (int axis = dimensions.length - 1; axis >= 0; axis--) {
            if (dimensions[axis] != 1 && strides[axis] != expected) {
                return false;
            }
            expected *= dimensions[axis];
        }
        return true;
    }

    /** Tells whether neighbours in a dimension are side by side in memory. */
    public boolean isContiguousAlong(int axis) {
        return strides[axis] == 1 || dimensions[axis] == 1;
    }

    /** Returns a part: every {@code steps}-th of {@code sizes} elements from {@code starts} on, in each dimension. */
    public View slice(long[] starts, long[] sizes, long[] steps) {
        long first = offset;
        long[] stepped = strides.clone();
        for (int axis = 0; axis < strides.length; axis++) {
            first += starts[axis] * strides[axis];
            stepped[axis] *= steps[axis];
        }
        return new View(block, first, sizes, stepped);
    }

    /** Returns the part between two places of a dimension. */
    public View part(int axis, long start, long size) {
        long[] sizes = dimensions.clone();
        sizes[axis] = size;
        return new View(block, offset + start * strides[axis], sizes, strides);
    }

    /** Returns the same elements with the dimensions in another order: dimension i is this one's {@code permutation[i]}. */
    public View transpose(int[] permutation) {
        long[] permutedDimensions = new long[permutation.length];
        long[] permutedStrides = new long[permutation.length];
        for (int axis = 0; axis < permutation.length; axis++) {
            permutedDimensions[axis] = dimensions[permutation[axis]];
            permutedStrides[axis] = strides[permutation[axis]];
        }
        return new View(block, offset, permutedDimensions, permutedStrides);
    }

    /** Returns the same elements of a row-major view under other dimensions. */
    public View reshape(long[] newDimensions) {
        if (!isRowMajor()) {
            throw new IllegalStateException("%s is not row-major".formatted(this));
        }
        return new View(block, offset, newDimensions, MemoryOrder.ROW_MAJOR.strides(newDimensions));
    }

    /** Returns this view of [C, pixels...] as one of [1, C, pixels...]. */
    public View asSingleImage() {
        long[] newDimensions = new long[dimensions.length + 1];
        long[] newStrides = new long[dimensions.length + 1];
        newDimensions[0] = 1;
        System.arraycopy(dimensions, 0, newDimensions, 1, dimensions.length);
        System.arraycopy(strides, 0, newStrides, 1, strides.length);
        return new View(block, offset, newDimensions, newStrides);
    }

    /** Returns a dense view of a whole block. */
    public static View dense(Block block, long[] dimensions, MemoryOrder order) {
        return new View(block, 0, dimensions, order.strides(dimensions));
    }

    /** Returns this view as one that broadcasts to other dimensions, as NumPy does: strides of 0 where elements repeat. */
    public View broadcast(long[] newDimensions) {
        long[] newStrides = new long[newDimensions.length];
        int missing = newDimensions.length - dimensions.length;
        for (int axis = 0; axis < dimensions.length; axis++) {
            newStrides[axis + missing] = dimensions[axis] == 1 ? 0 : strides[axis];
        }
        return new View(block, offset, newDimensions, newStrides);
    }

    @Override
    public String toString() {
        return "view from element %d on, dimensions %s, strides %s"
                .formatted(offset, Arrays.toString(dimensions), Arrays.toString(strides));
    }
}
