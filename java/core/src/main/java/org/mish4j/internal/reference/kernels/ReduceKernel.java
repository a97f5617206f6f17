// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.mish4j.Operator;
import org.mish4j.Operator.ReductionKind;
import org.mish4j.Shape;
import org.mish4j.internal.reference.elements.Elements;
import org.mish4j.internal.reference.elements.StridedWalk;
import org.mish4j.internal.reference.elements.Strides;

/** {@link Operator.Reduce}. */
final class ReduceKernel implements Kernel {
    private final ReductionKind kind;
    private final DoubleBinaryOperator function;
    private final StridedWalk kept;
    private final StridedWalk reduced;

    ReduceKernel(Operator.Reduce operator, Shape src) {
        List<Integer> axes = operator.axes();
        this.kind = operator.kind();
        this.function = switch (kind) {
            case MEAN, SUM -> Double::sum;
            case MAX -> Math::max;
            case MIN -> Math::min;
            case PRODUCT -> (product, value) -> product * value;
        };
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
        long results = kept.count();
        for (long element = 0; element < results; element++) {
            double reduction = reduce(inputs[0], kept.offset(0));
            Elements.set(result, element, kind == ReductionKind.MEAN ? reduction / reduced.count() : reduction);
            kept.advance();
        }
    }

    private double reduce(MemorySegment src, long start) {
        double reduction = Elements.get(src, start);
        reduced.advance();
        long count = reduced.count();
        for (long index = 1; index < count; index++) {
            reduction = function.applyAsDouble(reduction, Elements.get(src, start + reduced.offset(0)));
            reduced.advance();
        }
        return reduction;
    }
}
