// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.function.IntBinaryOperator;
import org.jspecify.annotations.Nullable;
import org.mish4j.Constant;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Value;
import org.mish4j.Window;

/**
 * Folds a {@link ChannelAffine} into the convolution after it, which is its only reader. What it adds can be folded
 * only where no padding is, since padded places stay zero.
 */
final class InputFold {
    private InputFold() {}

    /**
     * Adds the folded convolution to a copy.
     *
     * @param node what may be a convolution
     * @return its result; null if the node is something else, if nothing before it can be folded, if weights or bias
     *     would change but are no constants, or if they would not be finite
     */
    static @Nullable Value fold(Node node, Uses uses, GraphCopy copy) {
        WeightedNode weighted = WeightedNode.of(node);
        if (weighted == null || !(node.operator() instanceof Operator.Convolution convolution)) {
            return null;
        }
        Node previous = uses.producer(weighted.src());
        Constant weights = weighted.weights().constant();
        if (previous == null || weights == null || !uses.isReadOnce(weighted.src())) {
            return null;
        }
        Value src = ChannelAffine.src(previous);
        ChannelAffine affine = ChannelAffine.of(previous, 1);
        if (src == null || affine == null || (affine.hasShift() && isPadded(convolution.window()))) {
            return null;
        }
        return fold(weighted, weights, convolution.groups(), affine, copy.image(src), copy);
    }

    private static @Nullable Value fold(
            WeightedNode weighted, Constant weights, long groups, ChannelAffine affine, Value newSrc, GraphCopy copy) {
        int outputChannels = weighted.channels();
        int groupInputChannels = Math.toIntExact(weights.shape().dimension(1));
        int groupOutputChannels = Math.toIntExact(outputChannels / groups);
        IntBinaryOperator srcChannel =
                (outputChannel, channel) -> outputChannel / groupOutputChannels * groupInputChannels + channel;
        Constant scaled = Weights.scale(
                weights,
                outputChannels,
                groupInputChannels,
                (outputChannel, channel) -> affine.scale(srcChannel.applyAsInt(outputChannel, channel)));
        if (scaled == null) {
            return null;
        }
        Value newWeights = copy.constant(weighted.weights().name(), scaled);
        Value oldBias = weighted.bias();
        if (!affine.hasShift()) {
            return weighted.copyWith(newSrc, newWeights, oldBias == null ? null : copy.image(oldBias), copy);
        }
        double[] bias = weighted.biasElements();
        if (bias == null) {
            return null;
        }
        double[] added = Weights.sums(
                weights,
                outputChannels,
                groupInputChannels,
                (outputChannel, channel) -> affine.shift(srcChannel.applyAsInt(outputChannel, channel)));
        for (int channel = 0; channel < bias.length; channel++) {
            bias[channel] += added[channel];
        }
        Constant rounded = Weights.round(bias);
        return rounded == null
                ? null
                : weighted.copyWith(
                        newSrc, newWeights, copy.constant(weighted.node().name() + ".bias", rounded), copy);
    }

    private static boolean isPadded(Window window) {
        return window.padsBegin().stream().anyMatch(pad -> pad != 0)
                || window.padsEnd().stream().anyMatch(pad -> pad != 0);
    }
}
