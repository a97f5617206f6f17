// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.call;

import java.util.List;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;

/** A 1x1 convolution of an image of one channel and one pixel, then Mish: input "x" and output "y", {@code [1, 1, 1, 1]}. */
final class SmallestConvolution {
    static final float WEIGHT = 0.5f;
    static final float BIAS = 0.25f;

    private SmallestConvolution() {}

    static Graph graph() {
        Graph.Builder builder = Graph.builder("smallest-convolution");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 1, 1, 1));
        Value weights = builder.constant("weights", Constant.ofFloats(Shape.of(1, 1, 1, 1), WEIGHT));
        Value bias = builder.constant("bias", Constant.ofFloats(Shape.of(1), BIAS));
        Value sum = builder.add(
                "convolution", new Operator.Convolution(1, Window.uniform(2, 1, 0), true, List.of()), x, weights, bias);
        Value y = builder.add("mish", new Operator.Eltwise(Activation.mish()), sum);
        return builder.output("y", y).build();
    }

    /** Returns the output, computed in double. */
    static double expected(float x) {
        double sum = (double) WEIGHT * x + BIAS;
        return sum * Math.tanh(Math.log1p(Math.exp(sum)));
    }
}
