// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.layouts;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;

/** A graph that is being built, whose names nobody has to think of. */
final class TestGraph {
    private final Graph.Builder builder;
    private int names;

    TestGraph(String name) {
        this.builder = Graph.builder(name);
    }

    private String newName(String kind) {
        names++;
        return kind + "-" + names;
    }

    Value input(long... dimensions) {
        return builder.input(newName("input"), TensorType.F32, Shape.of(dimensions));
    }

    Value constant(long... dimensions) {
        Shape shape = Shape.of(dimensions);
        float[] numbers = randomFloats(1000 + names, shape);
        return builder.constant(newName("constant"), Constant.ofFloats(shape, numbers));
    }

    Value add(Operator operator, Value... inputs) {
        return builder.add(newName(operator.getClass().getSimpleName()), operator, inputs);
    }

    /** Adds a convolution of windows of 3 that keeps the size. */
    Value convolution(Value src, long channels, long groups, List<PostOp> postOps, Value... residuals) {
        int spatialRank = src.shape().rank() - 2;
        long[] weights = new long[spatialRank + 2];
        weights[0] = channels;
        weights[1] = src.shape().dimension(1) / groups;
        for (int axis = 0; axis < spatialRank; axis++) {
            weights[axis + 2] = 3;
        }
        Operator operator = new Operator.Convolution(groups, Window.uniform(spatialRank, 1, 1), false, postOps);
        List<Value> inputs = new ArrayList<>(List.of(src, constant(weights)));
        inputs.addAll(List.of(residuals));
        return add(operator, inputs.toArray(Value[]::new));
    }

    /** Adds a convolution of an input of its own, with a result of some dimensions. */
    Value convolutionOfShape(long... dimensions) {
        long[] src = dimensions.clone();
        src[1] = 4;
        return convolution(input(src), dimensions[1], 1, List.of());
    }

    /** Adds a slice along one dimension. */
    Value slice(Value src, int axis, long start, long size, long step) {
        long[] dimensions = src.shape().toArray();
        List<Long> starts = new ArrayList<>();
        List<Long> sizes = new ArrayList<>();
        List<Long> steps = new ArrayList<>();
        for (int other = 0; other < dimensions.length; other++) {
            starts.add(other == axis ? start : 0);
            sizes.add(other == axis ? size : dimensions[other]);
            steps.add(other == axis ? step : 1);
        }
        return add(new Operator.Slice(starts, sizes, steps), src);
    }

    void output(Value value) {
        builder.output(newName("output"), value);
    }

    Graph build() {
        return builder.build();
    }

    static float[] randomFloats(long seed, Shape shape) {
        Random random = new Random(seed);
        float[] numbers = new float[Math.toIntExact(shape.elementCount())];
        for (int index = 0; index < numbers.length; index++) {
            numbers[index] = random.nextFloat() * 2 - 1;
        }
        return numbers;
    }

    /** Returns dimensions with another size of one of them. */
    static long[] with(long[] dimensions, int axis, long size) {
        long[] changed = dimensions.clone();
        changed[axis] = size;
        return changed;
    }

    static List<Long> repeated(long number, int count) {
        return LongStream.generate(() -> number).limit(count).boxed().toList();
    }
}
