// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.List;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;

/** Short names for building test graphs. */
final class Network {
    private final Graph.Builder builder = Graph.builder("network");
    private long seed;

    Value input(String name, long... dimensions) {
        return builder.input(name, TensorType.F32, Shape.of(dimensions));
    }

    Value constant(Constant constant) {
        return builder.constant("constant" + seed++, constant);
    }

    /** Adds a constant of values between -1 and 1. */
    Value random(long... dimensions) {
        return constant(TestConstants.of(seed, dimensions));
    }

    Value add(String name, Operator operator, Value... inputs) {
        return builder.add(name, operator, inputs);
    }

    /** Adds a 3x3 convolution with padding 1 and random weights. */
    Value convolution(String name, Value src, long channels, PostOp... postOps) {
        return convolution(name, src, random(channels, src.shape().dimension(1), 3, 3), 1, postOps);
    }

    Value convolution(String name, Value src, Value weights, long pad, PostOp... postOps) {
        return add(name, new Operator.Convolution(1, Window.uniform(2, 1, pad), false, List.of(postOps)), src, weights);
    }

    Value convolutionWithBias(String name, Value src, Value weights, Value bias) {
        return add(name, new Operator.Convolution(1, Window.uniform(2, 1, 1), true, List.of()), src, weights, bias);
    }

    /** Adds a 3x3 deconvolution with padding 1 and random weights. */
    Value deconvolution(String name, Value src, long channels) {
        return add(
                name,
                new Operator.Deconvolution(1, Window.uniform(2, 1, 1), List.of(0L, 0L), false, List.of()),
                src,
                random(src.shape().dimension(1), channels, 3, 3));
    }

    Value matMul(String name, Value src, Value weights) {
        return add(name, new Operator.MatMul(false, List.of()), src, weights);
    }

    Value eltwise(String name, Activation activation, Value src) {
        return add(name, new Operator.Eltwise(activation), src);
    }

    Value binary(String name, BinaryKind kind, Value first, Value second) {
        return add(name, new Operator.Binary(kind), first, second);
    }

    /** Adds a batch normalisation with random constant parameters. */
    Value batchNormalization(String name, Value src) {
        long channels = src.shape().dimension(1);
        return add(
                name,
                new Operator.BatchNormalization(1e-3f),
                src,
                random(channels),
                random(channels),
                random(channels),
                constant(TestConstants.positive(seed, channels)));
    }

    /** Adds x tanh(softplus(x)). */
    Value decomposedMish(String name, Value x) {
        Value gate = eltwise(name + ".tanh", Activation.tanh(), eltwise(name + ".softplus", Activation.softplus(), x));
        return binary(name, BinaryKind.MUL, x, gate);
    }

    Graph outputs(Value... outputs) {
        for (int index = 0; index < outputs.length; index++) {
            builder.output("y" + index, outputs[index]);
        }
        return builder.build();
    }
}
