// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.layouts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.mish4j.Activation;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;

/** What reads a value: every operator, with the value as each of its operands, along every axis. */
final class Consumers {
    /** Adds an operator that reads a value, and returns its result. */
    @FunctionalInterface
    interface Consumer {
        Value add(TestGraph graph, Value value);
    }

    private static final PostOp ADD = new PostOp.AddResidual();
    private static final PostOp MISH = new PostOp.Apply(Activation.mish());

    private Consumers() {}

    /** Returns the consumers of values of a rank, by their names. */
    static Map<String, Consumer> of(int rank) {
        Map<String, Consumer> consumers = new LinkedHashMap<>();
        addConvolutions(consumers, rank - 2);
        addMatrixProducts(consumers);
        addImageOperators(consumers, rank - 2);
        addElementwise(consumers, rank);
        for (int axis = 0; axis < rank; axis++) {
            addAlong(consumers, axis);
        }
        consumers.put(
                "reshape",
                (graph, value) ->
                        graph.add(new Operator.Reshape(Shape.of(value.shape().elementCount())), value));
        return consumers;
    }

    private static void addConvolutions(Map<String, Consumer> consumers, int spatialRank) {
        consumers.put("convolution", (graph, value) -> graph.convolution(value, 5, 1, List.of(MISH)));
        consumers.put("depthwise convolution", (graph, value) -> {
            long channels = value.shape().dimension(1);
            return graph.convolution(value, channels, channels, List.of());
        });
        for (List<PostOp> postOps : List.of(List.of(ADD), List.of(ADD, MISH), List.of(MISH, ADD))) {
            consumers.put("added to a convolution, " + postOps, (graph, value) -> {
                Value src = graph.input(TestGraph.with(value.shape().toArray(), 1, 3));
                return graph.convolution(src, value.shape().dimension(1), 1, postOps, value);
            });
        }
        consumers.put("added to a depthwise convolution", (graph, value) -> {
            long channels = value.shape().dimension(1);
            Value src = graph.input(value.shape().toArray());
            return graph.convolution(src, channels, channels, List.of(ADD), value);
        });
        consumers.put("added twice to a convolution", (graph, value) -> {
            Value src = graph.input(TestGraph.with(value.shape().toArray(), 1, 3));
            return graph.convolution(src, value.shape().dimension(1), 1, List.of(ADD, MISH, ADD), value, value);
        });
        consumers.put("transposed convolution", (graph, value) -> deconvolution(graph, spatialRank, value, false));
        consumers.put(
                "added to a transposed convolution", (graph, value) -> deconvolution(graph, spatialRank, value, true));
        consumers.put("weights of a convolution", (graph, value) -> {
            long[] weights = value.shape().toArray();
            long[] src = TestGraph.with(weights, 0, 2);
            for (int axis = 2; axis < src.length; axis++) {
                src[axis] = weights[axis] + 2;
            }
            Window window = Window.uniform(spatialRank, 1, 0);
            return graph.add(new Operator.Convolution(1, window, false, List.of()), graph.input(src), value);
        });
    }

    /** Adds a transposed convolution of a value, or of an input, to which the value is added. */
    private static Value deconvolution(TestGraph graph, int spatialRank, Value value, boolean isResidual) {
        long[] weights = new long[spatialRank + 2];
        weights[0] = isResidual ? 3 : value.shape().dimension(1);
        weights[1] = isResidual ? value.shape().dimension(1) : 5;
        for (int axis = 0; axis < spatialRank; axis++) {
            weights[axis + 2] = 3;
        }
        Operator operator = new Operator.Deconvolution(
                1,
                Window.uniform(spatialRank, 1, 1),
                TestGraph.repeated(0, spatialRank),
                false,
                isResidual ? List.of(ADD, MISH) : List.of());
        Value weightsValue = graph.constant(weights);
        if (!isResidual) {
            return graph.add(operator, value, weightsValue);
        }
        Value src = graph.input(TestGraph.with(value.shape().toArray(), 1, 3));
        return graph.add(operator, src, weightsValue, value);
    }

    private static void addMatrixProducts(Map<String, Consumer> consumers) {
        Operator product = new Operator.MatMul(false, List.of());
        consumers.put("rows of a matrix product", (graph, value) -> {
            long[] weights =
                    LongStream.generate(() -> 1).limit(value.shape().rank()).toArray();
            weights[weights.length - 2] = value.shape().dimension(weights.length - 1);
            weights[weights.length - 1] = 4;
            return graph.add(product, value, graph.constant(weights));
        });
        consumers.put("columns of a matrix product", (graph, value) -> {
            long[] src = value.shape().toArray();
            src[src.length - 1] = src[src.length - 2];
            src[src.length - 2] = 4;
            return graph.add(product, graph.input(src), value);
        });
        consumers.put("added to a matrix product", (graph, value) -> {
            long[] dimensions = value.shape().toArray();
            int last = dimensions.length - 1;
            long[] weights = TestGraph.with(dimensions, last - 1, 3);
            Value src = graph.input(TestGraph.with(dimensions, last, 3));
            Operator operator = new Operator.MatMul(false, List.of(ADD, MISH));
            return graph.add(operator, src, graph.constant(weights), value);
        });
    }

    private static void addImageOperators(Map<String, Consumer> consumers, int spatialRank) {
        for (Operator.PoolingKind kind : Operator.PoolingKind.values()) {
            Operator pooling =
                    new Operator.Pooling(kind, TestGraph.repeated(3, spatialRank), Window.uniform(spatialRank, 2, 1));
            consumers.put("pooling " + kind, (graph, value) -> graph.add(pooling, value));
        }
        for (Operator.ReductionKind kind : List.of(Operator.ReductionKind.MEAN, Operator.ReductionKind.MAX)) {
            Operator ofImages = Operator.Reduce.ofImages(kind, spatialRank + 2);
            consumers.put("images " + kind, (graph, value) -> graph.add(ofImages, value));
        }
        Operator resize = new Operator.ResizeNearest(TestGraph.repeated(2, spatialRank));
        consumers.put("resize", (graph, value) -> graph.add(resize, value));
    }

    private static void addElementwise(Map<String, Consumer> consumers, int rank) {
        consumers.put("activation", (graph, value) -> graph.add(new Operator.Eltwise(Activation.mish()), value));
        for (int axis = 0; axis < rank; axis++) {
            int varying = axis;
            consumers.put(
                    "times a vector along " + axis,
                    (graph, value) -> graph.add(
                            new Operator.Binary(Operator.BinaryKind.MUL), value, vector(graph, value, varying)));
            consumers.put("greater than a vector along " + axis, (graph, value) -> {
                Operator greater = new Operator.Binary(Operator.BinaryKind.GREATER);
                Value condition = graph.add(greater, value, vector(graph, value, varying));
                return graph.add(new Operator.Select(), condition, vector(graph, value, varying), value);
            });
        }
        consumers.put(
                "less a convolution's result",
                (graph, value) -> graph.add(
                        new Operator.Binary(Operator.BinaryKind.SUB),
                        graph.convolutionOfShape(value.shape().toArray()),
                        value));
    }

    private static Value vector(TestGraph graph, Value value, int axis) {
        long[] dimensions =
                LongStream.generate(() -> 1).limit(value.shape().rank()).toArray();
        return graph.input(TestGraph.with(dimensions, axis, value.shape().dimension(axis)));
    }

    /** Adds the operators that have an axis. */
    private static void addAlong(Map<String, Consumer> consumers, int axis) {
        String along = " along " + axis;
        consumers.put("concatenation" + along, (graph, value) -> {
            Value other = graph.convolutionOfShape(TestGraph.with(value.shape().toArray(), axis, 2));
            Value joined = graph.add(new Operator.Concat(axis), other, value, value);
            return graph.convolution(joined, 3, 1, List.of());
        });
        consumers.put("convolution of a concatenation" + along, (graph, value) -> {
            Value first = graph.convolution(value, value.shape().dimension(1), 1, List.of(MISH));
            Value second = graph.convolution(value, value.shape().dimension(1), 1, List.of(ADD), value);
            return graph.add(new Operator.Concat(axis), first, second);
        });
        consumers.put("softmax" + along, (graph, value) -> graph.add(new Operator.Softmax(axis, false), value));
        consumers.put(
                "normalisation from " + axis,
                (graph, value) -> graph.add(new Operator.MeanVarianceNormalization(axis, 1e-2f), value));
        consumers.put(
                "sum" + along,
                (graph, value) ->
                        graph.add(new Operator.Reduce(Operator.ReductionKind.SUM, List.of(axis), true), value));
        consumers.put(
                "largest" + along,
                (graph, value) ->
                        graph.add(new Operator.Reduce(Operator.ReductionKind.MAX, List.of(axis), false), value));
        consumers.put(
                "place of the largest" + along,
                (graph, value) -> graph.add(new Operator.ArgReduce(Operator.ArgKind.MAX, axis, true, false), value));
        consumers.put(
                "first in order" + along,
                (graph, value) -> graph.add(
                        new Operator.TopK(
                                Operator.ArgKind.MAX,
                                axis,
                                Math.min(2, value.shape().dimension(axis)),
                                Operator.TopKResult.ELEMENTS),
                        value));
        consumers.put("last element" + along, (graph, value) -> {
            long size = value.shape().dimension(axis);
            return graph.slice(value, axis, size - 1, 1, 1);
        });
        consumers.put("gather" + along, (graph, value) -> {
            long size = value.shape().dimension(axis);
            return graph.add(new Operator.Gather(axis, List.of(size - 1, 0L, size / 2)), value);
        });
        consumers.put("interpolate" + along, (graph, value) -> {
            long size = value.shape().dimension(axis);
            List<Long> indices = List.of(0L, size - 1, size / 2, 0L);
            return graph.add(new Operator.Interpolate(axis, 2, indices, List.of(0.25f, 0.75f, 2f, -1f)), value);
        });
        consumers.put("transposition from " + axis, (graph, value) -> {
            int rank = value.shape().rank();
            List<Integer> permutation = new ArrayList<>(IntStream.range(0, rank)
                    .map(place -> (place + axis) % rank)
                    .boxed()
                    .toList());
            return graph.add(new Operator.Transpose(permutation), value);
        });
    }
}
