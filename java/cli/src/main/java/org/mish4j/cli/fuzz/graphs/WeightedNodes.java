// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz.graphs;

import java.util.ArrayList;
import java.util.List;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;

/** Adds convolutions, transposed ones, matrix products and batch normalisations. */
final class WeightedNodes {
    private static final int MAX_CHANNELS = 48;
    private static final long MAX_PRODUCTS = 3_000_000;

    private final GraphDraft graph;
    private final Draw draw;

    WeightedNodes(GraphDraft graph) {
        this.graph = graph;
        this.draw = graph.draw();
    }

    void convolution() {
        Value src = graph.anyOfRank(3, 5);
        long channels = src.shape().dimension(1);
        int spatialRank = src.shape().rank() - 2;
        long groups = groups(channels);
        long outputChannels = outputChannels(groups);
        List<Long> kernel = kernel(spatialRank);
        Window window = Windows.convolution(draw, src.shape(), kernel);
        List<Long> dimensions = new ArrayList<>(List.of(outputChannels, channels / groups));
        dimensions.addAll(kernel);
        Shape result = Windows.result(src.shape(), outputChannels, kernel, window);
        long terms = channels / groups * Windows.product(kernel);
        if (result.elementCount() * terms > MAX_PRODUCTS) {
            return;
        }
        boolean hasBias = draw.chance(0.6);
        List<PostOp> postOps = PostOps.draw(draw);
        List<Value> operands = new ArrayList<>(List.of(src, weights(Shape.of(dimensions), terms)));
        addBiasAndResiduals(operands, hasBias, outputChannels, postOps, result);
        graph.add(new Operator.Convolution(groups, window, hasBias, postOps), operands);
    }

    void deconvolution() {
        Value src = graph.anyOfRank(3, 5);
        long channels = src.shape().dimension(1);
        int spatialRank = src.shape().rank() - 2;
        long groups = groups(channels);
        long outputChannels = outputChannels(groups);
        List<Long> kernel = kernel(spatialRank);
        Window window = Windows.deconvolution(draw, src.shape(), kernel);
        List<Long> outputPads = draw.numbers(spatialRank, 0, draw.chance(0.3) ? 2 : 0);
        List<Long> dimensions = new ArrayList<>(List.of(channels, outputChannels / groups));
        dimensions.addAll(kernel);
        Shape result = Windows.transposedResult(src.shape(), outputChannels, kernel, window, outputPads);
        long terms = channels / groups * Windows.product(kernel);
        if (src.shape().elementCount() * outputChannels / groups * Windows.product(kernel) > MAX_PRODUCTS
                || result.elementCount() > MAX_PRODUCTS) {
            return;
        }
        boolean hasBias = draw.chance(0.6);
        List<PostOp> postOps = PostOps.draw(draw);
        List<Value> operands = new ArrayList<>(List.of(src, weights(Shape.of(dimensions), terms)));
        addBiasAndResiduals(operands, hasBias, outputChannels, postOps, result);
        graph.add(new Operator.Deconvolution(groups, window, outputPads, hasBias, postOps), operands);
    }

    void matMul() {
        Value src = graph.anyOfRank(2, 4);
        int rank = src.shape().rank();
        long terms = src.shape().dimension(rank - 1);
        long columns = draw.of(1, 2, 3, 7, 8, 16, 17, 33);
        long[] dimensions = src.shape().toArray();
        dimensions[rank - 2] = terms;
        dimensions[rank - 1] = columns;
        long[] resultDimensions = src.shape().toArray();
        resultDimensions[rank - 1] = columns;
        for (int axis = 0; axis < rank - 2; axis++) {
            if (draw.chance(0.6)) {
                dimensions[axis] = 1;
            } else if (dimensions[axis] == 1 && draw.chance(0.3)) {
                dimensions[axis] = draw.from(2, 3);
                resultDimensions[axis] = dimensions[axis];
            }
        }
        Shape result = Shape.of(resultDimensions);
        if (result.elementCount() * terms > MAX_PRODUCTS) {
            return;
        }
        boolean hasBias = draw.chance(0.5);
        List<PostOp> postOps = PostOps.draw(draw);
        Shape weights = Shape.of(dimensions);
        List<Value> operands = new ArrayList<>(List.of(src, weights(weights, terms)));
        addBiasAndResiduals(operands, hasBias, columns, postOps, result);
        graph.add(new Operator.MatMul(hasBias, postOps), operands);
    }

    void batchNormalization() {
        Value src = graph.anyOfRank(2, 5);
        Shape channels = Shape.of(src.shape().dimension(1));
        long count = channels.elementCount();
        Value scale =
                draw.chance(0.9) ? graph.constant(channels, Numbers.positive(draw, count)) : graph.operand(channels);
        Value shift = graph.constant(channels, Numbers.weights(draw, count, 3));
        Value mean = graph.constant(channels, Numbers.weights(draw, count, 3));
        Value variance = graph.constant(channels, Numbers.positive(draw, count));
        graph.add(new Operator.BatchNormalization(draw.of(1e-5f, 1e-3f, 0.1f)), src, scale, shift, mean, variance);
    }

    private long groups(long channels) {
        if (draw.chance(0.6)) {
            return 1;
        }
        return draw.chance(0.4) ? channels : draw.of(Draw.divisors(channels));
    }

    /** Returns a multiple of the number of groups; often one at or beside a multiple of 8 or 16. */
    private long outputChannels(long groups) {
        if (groups == 1) {
            return draw.of(1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 40);
        }
        long most = Math.max(1, MAX_CHANNELS / groups);
        return groups * draw.from(1, (int) Math.min(most, 16));
    }

    private List<Long> kernel(int spatialRank) {
        if (draw.chance(0.25)) {
            return draw.numbers(spatialRank, 1, 1);
        }
        if (draw.chance(0.4)) {
            return draw.numbers(spatialRank, 3, 3);
        }
        return draw.numbers(spatialRank, 1, spatialRank == 3 ? 3 : 5);
    }

    private Value weights(Shape shape, long terms) {
        return draw.chance(0.9)
                ? graph.constant(shape, Numbers.weights(draw, shape.elementCount(), terms))
                : graph.operand(shape);
    }

    private void addBiasAndResiduals(
            List<Value> operands, boolean hasBias, long channels, List<PostOp> postOps, Shape result) {
        if (hasBias) {
            operands.add(
                    draw.chance(0.85)
                            ? graph.constant(Shape.of(channels), Numbers.weights(draw, channels, 3))
                            : graph.operand(Shape.of(channels)));
        }
        for (PostOp postOp : postOps) {
            if (postOp instanceof PostOp.AddResidual) {
                operands.add(graph.operand(result));
            }
        }
    }
}
