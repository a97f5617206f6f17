// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz.graphs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;

/** Adds nodes that move elements, and weighted sums along an axis. */
final class MovementNodes {
    private final GraphDraft graph;
    private final Draw draw;

    MovementNodes(GraphDraft graph) {
        this.graph = graph;
        this.draw = graph.draw();
    }

    void concat() {
        Value first = graph.anyOfRank(1, Shape.MAX_RANK);
        int axis = draw.from(0, first.shape().rank() - 1);
        List<Value> operands = new ArrayList<>();
        operands.add(first);
        for (int count = draw.from(0, 3); count > 0; count--) {
            long size = draw.chance(0.4) ? first.shape().dimension(axis) : draw.of(1, 2, 3, 5, 8, 16);
            operands.add(graph.operand(first.shape().withDimension(axis, size)));
        }
        graph.add(new Operator.Concat(axis), operands);
    }

    /** A part, whose elements may lie apart. */
    void slice() {
        Value src = graph.anyOfRank(1, Shape.MAX_RANK);
        List<Long> starts = new ArrayList<>();
        List<Long> sizes = new ArrayList<>();
        List<Long> steps = new ArrayList<>();
        for (long dimension : src.shape().toArray()) {
            if (draw.chance(0.5)) {
                starts.add(0L);
                sizes.add(dimension);
                steps.add(1L);
                continue;
            }
            int start = draw.from(0, (int) dimension - 1);
            int step = draw.of(1, 1, 2, 3);
            starts.add((long) start);
            steps.add((long) step);
            sizes.add((long) draw.from(1, ((int) dimension - 1 - start) / step + 1));
        }
        graph.add(new Operator.Slice(starts, sizes, steps), src);
    }

    /** All parts of a value along an axis, which later nodes may read. */
    void split() {
        Value src = graph.anyOfRank(1, Shape.MAX_RANK);
        int axis = draw.from(0, src.shape().rank() - 1);
        long available = src.shape().dimension(axis);
        long[] starts = new long[src.shape().rank()];
        long[] steps = new long[starts.length];
        Arrays.fill(steps, 1);
        for (long start = 0; start < available; ) {
            long size = draw.from(1, (int) (available - start));
            starts[axis] = start;
            long[] sizes = src.shape().toArray();
            sizes[axis] = size;
            graph.add(new Operator.Slice(list(starts), list(sizes), list(steps)), src);
            start += size;
        }
    }

    void gather() {
        Value src = graph.anyOfRank(1, Shape.MAX_RANK);
        int axis = draw.from(0, src.shape().rank() - 1);
        int most = (int) src.shape().dimension(axis) - 1;
        graph.add(new Operator.Gather(axis, draw.numbers(draw.from(1, 9), 0, most)), src);
    }

    void interpolate() {
        Value src = graph.anyOfRank(1, Shape.MAX_RANK);
        int axis = draw.from(0, src.shape().rank() - 1);
        int taps = draw.from(1, 4);
        int count = taps * draw.from(1, 9);
        List<Long> indices = draw.numbers(count, 0, (int) src.shape().dimension(axis) - 1);
        List<Float> weights = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            weights.add(draw.real(1));
        }
        graph.add(new Operator.Interpolate(axis, taps, indices, weights), src);
    }

    void convertImage() {
        Value src = draw.chance(0.5) ? graph.input(Shape.of(draw.numbers(4, 1, 6))) : graph.anyOfRank(4, 4);
        List<Float> scales = new ArrayList<>();
        List<Float> shifts = new ArrayList<>();
        for (long channel = 0; channel < src.shape().dimension(3); channel++) {
            scales.add(draw.real(1));
            shifts.add(draw.real(1));
        }
        graph.add(new Operator.ConvertImage(scales, shifts), src);
    }

    /** The same elements under a shape whose dimensions were put together, taken apart, or are 1. */
    void reshape() {
        Value src = graph.any();
        List<Long> dimensions = new ArrayList<>();
        for (long dimension : src.shape().toArray()) {
            if (!dimensions.isEmpty() && draw.chance(0.3)) {
                dimensions.add(dimensions.removeLast() * dimension);
            } else if (draw.chance(0.3)) {
                long divisor = draw.of(Draw.divisors(dimension));
                dimensions.add(divisor);
                dimensions.add(dimension / divisor);
            } else if (dimension != 1 || draw.chance(0.5)) {
                dimensions.add(dimension);
            }
        }
        while (dimensions.size() > Shape.MAX_RANK) {
            dimensions.add(dimensions.removeLast() * dimensions.removeLast());
        }
        graph.add(new Operator.Reshape(Shape.of(dimensions)), src);
    }

    void transpose() {
        Value src = graph.anyOfRank(2, Shape.MAX_RANK);
        graph.add(new Operator.Transpose(draw.permutation(src.shape().rank())), src);
    }

    private static List<Long> list(long[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
