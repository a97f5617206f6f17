// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.mish4j.Operator;
import org.mish4j.Shape;

/** {@link Operator.ReduceMean}. */
final class ReduceMeanKernel implements Kernel {
    private final StridedWalk kept;
    private final StridedWalk reduced;

    ReduceMeanKernel(Operator.ReduceMean operator, Shape src) {
        List<Integer> axes = operator.axes();
        this.kept = walk(src, axis -> !axes.contains(axis));
        this.reduced = walk(src, axes::contains);
    }

    private static StridedWalk walk(Shape src, IntPredicate selected) {
        int[] axes = IntStream.range(0, src.rank()).filter(selected).toArray();
        long[] strides = Strides.rowMajor(src.toArray());
        return new StridedWalk(
                IntStream.of(axes).mapToLong(src::dimension).toArray(),
                IntStream.of(axes).mapToLong(axis -> strides[axis]).toArray());
    }

    @Override
    public void run(MemorySegment[] inputs, MemorySegment result) {
        long means = kept.count();
        long count = reduced.count();
        for (long element = 0; element < means; element++) {
            double sum = 0;
            for (long index = 0; index < count; index++) {
                sum += Elements.get(inputs[0], kept.offset(0) + reduced.offset(0));
                reduced.advance();
            }
            Elements.set(result, element, sum / count);
            kept.advance();
        }
    }
}
