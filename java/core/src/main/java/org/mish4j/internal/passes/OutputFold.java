// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import org.jspecify.annotations.Nullable;
import org.mish4j.Constant;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Value;

/**
 * Folds a {@link ChannelAffine} into the convolution, deconvolution or matrix product before it, which has no post-ops
 * and no other reader.
 */
final class OutputFold {
    private OutputFold() {}

    /**
     * Adds the folded node to a copy.
     *
     * @param node what may be a {@link ChannelAffine}
     * @return the result; null if the node is something else, if weights or bias would change but are no constants, or
     *     if they would not be finite
     */
    static @Nullable Value fold(Node node, Uses uses, GraphCopy copy) {
        Value src = ChannelAffine.src(node);
        WeightedNode weighted = src == null ? null : WeightedNode.of(uses.producer(src));
        if (src == null || weighted == null || !weighted.postOps().isEmpty() || !uses.isReadOnce(src)) {
            return null;
        }
        ChannelAffine affine = ChannelAffine.of(node, weighted.channelAxis());
        return affine == null ? null : fold(weighted, affine, copy);
    }

    private static @Nullable Value fold(WeightedNode weighted, ChannelAffine affine, GraphCopy copy) {
        Value weights = affine.hasScale() ? scaledWeights(weighted, affine, copy) : copy.image(weighted.weights());
        if (weights == null) {
            return null;
        }
        Value src = copy.image(weighted.src());
        if (!weighted.hasBias() && !affine.hasShift()) {
            return weighted.copyWith(src, weights, null, copy);
        }
        double[] bias = weighted.biasElements();
        if (bias == null) {
            return null;
        }
        for (int channel = 0; channel < bias.length; channel++) {
            bias[channel] = bias[channel] * affine.scale(channel) + affine.shift(channel);
        }
        Constant rounded = Weights.round(bias);
        return rounded == null
                ? null
                : weighted.copyWith(src, weights, copy.constant(weighted.node().name() + ".bias", rounded), copy);
    }

    private static @Nullable Value scaledWeights(WeightedNode weighted, ChannelAffine affine, GraphCopy copy) {
        Constant weights = weighted.weights().constant();
        if (weights == null) {
            return null;
        }
        Constant scaled = scale(weighted, weights, affine);
        return scaled == null ? null : copy.constant(weighted.weights().name(), scaled);
    }

    private static @Nullable Constant scale(WeightedNode weighted, Constant weights, ChannelAffine affine) {
        int channels = weighted.channels();
        return switch (weighted.node().operator()) {
            case Operator.Convolution _ -> Weights.scale(weights, 1, channels, (_, channel) -> affine.scale(channel));
            case Operator.Deconvolution deconvolution -> {
                int inputChannels = Math.toIntExact(weights.shape().dimension(0));
                int groupInputChannels = inputChannels / Math.toIntExact(deconvolution.groups());
                int groupOutputChannels = Math.toIntExact(weights.shape().dimension(1));
                yield Weights.scale(
                        weights,
                        inputChannels,
                        groupOutputChannels,
                        (inputChannel, channel) ->
                                affine.scale(inputChannel / groupInputChannels * groupOutputChannels + channel));
            }
            default -> {
                int rows = Math.toIntExact(weights.shape().elementCount() / channels);
                yield Weights.scale(weights, rows, channels, (_, channel) -> affine.scale(channel));
            }
        };
    }
}
