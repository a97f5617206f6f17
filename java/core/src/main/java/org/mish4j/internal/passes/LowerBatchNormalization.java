// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mish4j.Activation;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Shape;
import org.mish4j.Value;

/**
 * Writes batch normalisations with other operators: with constant parameters as one product and one sum, else as (src -
 * mean) (scale / sqrt(variance + epsilon)) + shift.
 */
final class LowerBatchNormalization extends NodePass {
    @Override
    @Nullable
    Value replace(Node node, Uses uses, GraphCopy copy) {
        if (!(node.operator() instanceof Operator.BatchNormalization(var epsilon))) {
            return null;
        }
        ChannelAffine affine = ChannelAffine.of(node, 1);
        return affine == null ? lowerVariable(node, epsilon, copy) : lowerConstant(node, affine, copy);
    }

    private static Value lowerConstant(Node node, ChannelAffine affine, GraphCopy copy) {
        Shape shape = perChannel(node);
        Value src = copy.image(node.inputs().getFirst());
        Value scales = copy.constant(node.name() + ".scale", affine.scales(shape));
        Value shifts = copy.constant(node.name() + ".shift", affine.shifts(shape));
        return binary(node, BinaryKind.ADD, binary(node, BinaryKind.MUL, src, scales, copy), shifts, copy);
    }

    private static Value lowerVariable(Node node, float epsilon, GraphCopy copy) {
        Value src = copy.image(node.inputs().get(0));
        Value scale = copy.image(node.inputs().get(1));
        Value shift = copy.image(node.inputs().get(2));
        Value mean = copy.image(node.inputs().get(3));
        Value variance = copy.image(node.inputs().get(4));
        Value deviation =
                eltwise(node, Activation.sqrt(), eltwise(node, Activation.linear(1, epsilon), variance, copy), copy);
        Value factor = binary(node, BinaryKind.DIV, scale, deviation, copy);
        Value centred = binary(node, BinaryKind.SUB, src, reshape(node, mean, copy), copy);
        Value scaled = binary(node, BinaryKind.MUL, centred, reshape(node, factor, copy), copy);
        return binary(node, BinaryKind.ADD, scaled, reshape(node, shift, copy), copy);
    }

    /** Returns {@code [C, 1...]}, which broadcasts along the channels. */
    private static Shape perChannel(Node node) {
        Shape src = node.output().shape();
        long[] dimensions = new long[src.rank() - 1];
        Arrays.fill(dimensions, 1);
        dimensions[0] = src.dimension(1);
        return Shape.of(dimensions);
    }

    private static Value eltwise(Node node, Activation activation, Value src, GraphCopy copy) {
        return copy.add(node.name(), new Operator.Eltwise(activation), src);
    }

    private static Value binary(Node node, BinaryKind kind, Value first, Value second, GraphCopy copy) {
        return copy.add(node.name(), new Operator.Binary(kind), first, second);
    }

    private static Value reshape(Node node, Value perChannel, GraphCopy copy) {
        return copy.add(node.name(), new Operator.Reshape(perChannel(node)), perChannel);
    }
}
