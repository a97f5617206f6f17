// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mish4j.Constant;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Value;

/**
 * What convolutions, deconvolutions and matrix products have in common.
 *
 * @param node one of them
 * @param hasBias whether it has a bias
 * @param postOps what follows
 */
record WeightedNode(Node node, boolean hasBias, List<PostOp> postOps) {
    /** Returns a node seen so; null if it is another, or null. */
    static @Nullable WeightedNode of(@Nullable Node node) {
        if (node == null) {
            return null;
        }
        return switch (node.operator()) {
            case Operator.Convolution convolution ->
                new WeightedNode(node, convolution.hasBias(), convolution.postOps());
            case Operator.Deconvolution deconvolution ->
                new WeightedNode(node, deconvolution.hasBias(), deconvolution.postOps());
            case Operator.MatMul matMul -> new WeightedNode(node, matMul.hasBias(), matMul.postOps());
            default -> null;
        };
    }

    Value src() {
        return node.inputs().get(0);
    }

    Value weights() {
        return node.inputs().get(1);
    }

    @Nullable
    Value bias() {
        return hasBias ? node.inputs().get(2) : null;
    }

    List<Value> residuals() {
        return node.inputs().subList(hasBias ? 3 : 2, node.inputs().size());
    }

    /** Returns the dimension of the result to whose elements the bias belongs. */
    int channelAxis() {
        return node.operator() instanceof Operator.MatMul
                ? node.output().shape().rank() - 1
                : 1;
    }

    /** Returns the number of elements of the bias. */
    int channels() {
        return Math.toIntExact(node.output().shape().dimension(channelAxis()));
    }

    /** Returns a copy of the bias, zeros if there is none; null if it is no constant. */
    double @Nullable [] biasElements() {
        Value bias = bias();
        if (bias == null) {
            return new double[channels()];
        }
        Constant constant = bias.constant();
        return constant == null ? null : Weights.toDoubles(constant);
    }

    /** Adds this node to a copy, with one more post-op, which may read a value of the copy. */
    Value copyWith(PostOp postOp, List<Value> residual, GraphCopy copy) {
        List<PostOp> newPostOps = new ArrayList<>(postOps);
        newPostOps.add(postOp);
        List<Value> inputs = new ArrayList<>(copy.images(node.inputs()));
        inputs.addAll(residual);
        return copy.add(node.name(), operator(hasBias, newPostOps), inputs);
    }

    /** Adds this node to a copy, with other inputs, which are values of the copy. */
    Value copyWith(Value newSrc, Value newWeights, @Nullable Value newBias, GraphCopy copy) {
        List<Value> inputs = new ArrayList<>(List.of(newSrc, newWeights));
        if (newBias != null) {
            inputs.add(newBias);
        }
        inputs.addAll(copy.images(residuals()));
        return copy.add(node.name(), operator(newBias != null, postOps), inputs);
    }

    private Operator operator(boolean newHasBias, List<PostOp> newPostOps) {
        return switch (node.operator()) {
            case Operator.Convolution convolution ->
                new Operator.Convolution(convolution.groups(), convolution.window(), newHasBias, newPostOps);
            case Operator.Deconvolution deconvolution ->
                new Operator.Deconvolution(
                        deconvolution.groups(),
                        deconvolution.window(),
                        deconvolution.outputPads(),
                        newHasBias,
                        newPostOps);
            case Operator.MatMul _ -> new Operator.MatMul(newHasBias, newPostOps);
            default -> throw new IllegalStateException("node '%s' has no weights".formatted(node.name()));
        };
    }
}
