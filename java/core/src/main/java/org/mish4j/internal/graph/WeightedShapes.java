// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.graph;

import java.util.List;
import java.util.stream.IntStream;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Shape;

/** Shape inference of the operators that have weights. */
final class WeightedShapes {
    private WeightedShapes() {}

    static Shape convolution(NodeInputs inputs, Operator.Convolution convolution) {
        requireCount(inputs, convolution.hasBias(), convolution.postOps());
        Shape src = inputs.image(convolution.window().spatialRank());
        Shape weights = inputs.shape(1);
        requireRankOfWeights(inputs, src, weights);
        long groups = convolution.groups();
        long channels = src.dimension(1);
        long outputChannels = weights.dimension(0);
        requireGroups(inputs, groups, channels, outputChannels);
        inputs.require(
                weights.dimension(1) == channels / groups,
                "weights %s expect %d input channels per group, src %s has %d",
                weights,
                weights.dimension(1),
                src,
                channels / groups);
        requireBias(inputs, convolution.hasBias(), outputChannels);
        Shape result = WindowShapes.infer(inputs, src, outputChannels, kernel(weights), convolution.window());
        inputs.requireResiduals(result, convolution.postOps());
        return result;
    }

    static Shape deconvolution(NodeInputs inputs, Operator.Deconvolution deconvolution) {
        requireCount(inputs, deconvolution.hasBias(), deconvolution.postOps());
        Shape src = inputs.image(deconvolution.window().spatialRank());
        Shape weights = inputs.shape(1);
        requireRankOfWeights(inputs, src, weights);
        inputs.require(
                deconvolution.outputPads().size() == src.rank() - 2,
                "outputPads %s are not for the %d spatial dimensions of src %s",
                deconvolution.outputPads(),
                src.rank() - 2,
                src);
        long groups = deconvolution.groups();
        long channels = src.dimension(1);
        inputs.require(
                weights.dimension(0) == channels,
                "weights %s expect %d input channels, src %s has %d",
                weights,
                weights.dimension(0),
                src,
                channels);
        inputs.require(
                groups >= 1 && channels % groups == 0,
                "groups is %d, expected a divisor of src's %d channels",
                groups,
                channels);
        long outputChannels = weights.dimension(1) * groups;
        requireBias(inputs, deconvolution.hasBias(), outputChannels);
        Shape result = WindowShapes.inferTransposed(
                inputs, src, outputChannels, kernel(weights), deconvolution.window(), deconvolution.outputPads());
        inputs.requireResiduals(result, deconvolution.postOps());
        return result;
    }

    static Shape matMul(NodeInputs inputs, Operator.MatMul matMul) {
        requireCount(inputs, matMul.hasBias(), matMul.postOps());
        Shape src = inputs.shape(0);
        Shape weights = inputs.shape(1);
        int rank = src.rank();
        inputs.require(rank >= 2, "expected src of rank 2 or more, found %s", src);
        requireRankOfWeights(inputs, src, weights);
        inputs.require(
                src.dimension(rank - 1) == weights.dimension(rank - 2),
                "src %s has %d columns, weights %s have %d rows",
                src,
                src.dimension(rank - 1),
                weights,
                weights.dimension(rank - 2));
        long[] dimensions = new long[rank];
        for (int axis = 0; axis < rank - 2; axis++) {
            long ofSrc = src.dimension(axis);
            long ofWeights = weights.dimension(axis);
            inputs.require(
                    ofSrc == ofWeights || ofSrc == 1 || ofWeights == 1,
                    "dimension %d of src %s and weights %s differs, and neither is 1",
                    axis,
                    src,
                    weights);
            dimensions[axis] = Math.max(ofSrc, ofWeights);
        }
        dimensions[rank - 2] = src.dimension(rank - 2);
        dimensions[rank - 1] = weights.dimension(rank - 1);
        requireBias(inputs, matMul.hasBias(), dimensions[rank - 1]);
        Shape result = inputs.result(dimensions);
        inputs.requireResiduals(result, matMul.postOps());
        return result;
    }

    private static List<Long> kernel(Shape weights) {
        return IntStream.range(2, weights.rank()).mapToObj(weights::dimension).toList();
    }

    private static void requireCount(NodeInputs inputs, boolean hasBias, List<PostOp> postOps) {
        inputs.requireCount(2 + (hasBias ? 1 : 0) + NodeInputs.residualCount(postOps));
    }

    private static void requireRankOfWeights(NodeInputs inputs, Shape src, Shape weights) {
        inputs.require(
                weights.rank() == src.rank(), "expected weights of src's rank, found src %s, weights %s", src, weights);
    }

    private static void requireGroups(NodeInputs inputs, long groups, long channels, long outputChannels) {
        inputs.require(
                groups >= 1 && channels % groups == 0 && outputChannels % groups == 0,
                "groups is %d, expected a divisor of src's %d channels and of %d output channels",
                groups,
                channels,
                outputChannels);
    }

    private static void requireBias(NodeInputs inputs, boolean hasBias, long outputChannels) {
        if (hasBias) {
            Shape bias = inputs.shape(2);
            inputs.require(
                    bias.rank() == 1 && bias.dimension(0) == outputChannels,
                    "expected bias [%d], found %s",
                    outputChannels,
                    bias);
        }
    }
}
