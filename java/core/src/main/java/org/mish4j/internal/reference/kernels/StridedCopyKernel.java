// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.internal.reference.elements.Elements;
import org.mish4j.internal.reference.elements.StridedWalk;
import org.mish4j.internal.reference.elements.Strides;

/**
 * The operators that move elements: {@link Operator.Slice}, {@link Operator.ResizeNearest}, {@link Operator.Transpose}.
 * Each element of the result comes from a place of the input that has a stride for each dimension of the result.
 */
final class StridedCopyKernel implements Kernel {
    private final long start;
    private final StridedWalk walk;

    private StridedCopyKernel(long start, StridedWalk walk) {
        this.start = start;
        this.walk = walk;
    }

    static StridedCopyKernel of(Operator.Slice operator, Shape src, Shape result) {
        long[] strides = Strides.rowMajor(src.toArray());
        long start = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            start += operator.starts().get(axis) * strides[axis];
            strides[axis] *= operator.steps().get(axis);
        }
        return new StridedCopyKernel(start, new StridedWalk(result.toArray(), strides));
    }

    static StridedCopyKernel of(Operator.Transpose operator, Shape src, Shape result) {
        long[] srcStrides = Strides.rowMajor(src.toArray());
        List<Integer> permutation = operator.permutation();
        long[] strides = new long[srcStrides.length];
        for (int axis = 0; axis < strides.length; axis++) {
            strides[axis] = srcStrides[permutation.get(axis)];
        }
        return new StridedCopyKernel(0, new StridedWalk(result.toArray(), strides));
    }

    /** Each spatial dimension of the result is seen as two: the input's, and the repetitions, which have stride 0. */
    static StridedCopyKernel of(Operator.ResizeNearest operator, Shape src) {
        long[] srcStrides = Strides.rowMajor(src.toArray());
        int spatialRank = operator.scales().size();
        long[] dimensions = new long[2 + 2 * spatialRank];
        long[] strides = new long[dimensions.length];
        for (int axis = 0; axis < 2; axis++) {
            dimensions[axis] = src.dimension(axis);
            strides[axis] = srcStrides[axis];
        }
        for (int spatial = 0; spatial < spatialRank; spatial++) {
            dimensions[2 + 2 * spatial] = src.dimension(2 + spatial);
            strides[2 + 2 * spatial] = srcStrides[2 + spatial];
            dimensions[3 + 2 * spatial] = operator.scales().get(spatial);
        }
        return new StridedCopyKernel(0, new StridedWalk(dimensions, strides));
    }

    @Override
    public void run(MemorySegment[] inputs, MemorySegment result) {
        long count = walk.count();
        for (long element = 0; element < count; element++) {
            Elements.set(result, element, Elements.get(inputs[0], start + walk.offset(0)));
            walk.advance();
        }
    }
}
