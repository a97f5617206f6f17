// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices.special;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mish4j.Activation;
import org.mish4j.CompileOptions;
import org.mish4j.Constant;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;

/** Element-wise functions of NaN, infinities, both zeros, subnormal numbers and the largest ones, alone and fused. */
final class SpecialActivations {
    private static final float INFINITY = Float.POSITIVE_INFINITY;
    private static final float[] ORDINARY = {Float.NaN, INFINITY, -INFINITY, 0, -0f, 1, -1, 5, -5};
    private static final float[] LARGE = {
        Float.NaN, INFINITY, -INFINITY, 0, -0f, Float.MAX_VALUE, -Float.MAX_VALUE, 20, -20, 100, -100
    };
    private static final float[] SMALL = {
        Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, -Float.MIN_NORMAL, Float.NaN, INFINITY, -INFINITY
    };

    /** The absolute error of fused functions, which are not all computed by the processor's best kernel. */
    private static final double FUSED = 2e-5;

    private static final long CHANNELS = 16;

    private record Limits(String name, Activation activation, float below, float above) {}

    private static final List<Limits> LIMITS = List.of(
            new Limits("mish", Activation.mish(), 0, INFINITY),
            new Limits("relu", Activation.relu(), 0, INFINITY),
            new Limits("leaky_relu", Activation.leakyRelu(0.1f), -INFINITY, INFINITY),
            new Limits("sigmoid", Activation.sigmoid(), 0, 1),
            new Limits("tanh", Activation.tanh(), -1, 1),
            new Limits("softplus", Activation.softplus(), 0, INFINITY),
            new Limits("swish", Activation.swish(), 0, INFINITY),
            new Limits("linear", Activation.linear(2, -0.5f), -INFINITY, INFINITY),
            new Limits("clip", Activation.clip(-0.25f, 0.5f), -0.25f, 0.5f),
            new Limits("elu", Activation.elu(0.7f), -0.7f, INFINITY),
            new Limits("exp", Activation.exp(), 0, INFINITY),
            new Limits("sqrt", Activation.sqrt(), Float.NaN, INFINITY),
            new Limits("log", Activation.log(), Float.NaN, INFINITY),
            new Limits("abs", Activation.abs(), INFINITY, INFINITY),
            new Limits("pow", Activation.pow(2, 3), -INFINITY, INFINITY),
            new Limits("round", Activation.round(), -INFINITY, INFINITY),
            new Limits("floor", Activation.floor(), -INFINITY, INFINITY),
            new Limits("ceil", Activation.ceil(), -INFINITY, INFINITY),
            new Limits("sign", Activation.sign(), -1, 1),
            new Limits("erf", Activation.erf(), -1, 1),
            new Limits("gelu", Activation.gelu(), 0, INFINITY),
            new Limits("gelu_tanh", Activation.geluTanh(), 0, INFINITY),
            new Limits("hard_sigmoid", Activation.hardSigmoid(0.2f, 0.5f), 0, 1),
            new Limits("hard_swish", Activation.hardSwish(), 0, INFINITY),
            new Limits("softsign", Activation.softsign(), -1, 1));

    private SpecialActivations() {}

    static List<SpecialCase> cases() {
        List<SpecialCase> cases = new ArrayList<>();
        for (Limits limits : LIMITS) {
            cases.add(alone(limits, SMALL));
            for (float[] numbers : List.of(ORDINARY, LARGE)) {
                cases.add(alone(limits, numbers));
                cases.add(fused(limits, numbers, false));
                cases.add(fused(limits, numbers, true));
            }
        }
        return cases;
    }

    private static SpecialCase alone(Limits limits, float[] numbers) {
        Graph.Builder builder = Graph.builder(limits.name());
        Value x = builder.input("x", TensorType.F32, Shape.of(numbers.length));
        Graph graph = builder.output("y", builder.add("f", new Operator.Eltwise(limits.activation()), x))
                .build();
        return SpecialCase.of(limits.name(), graph, List.of(numbers), expected(limits, graph, numbers));
    }

    /** A mean of equal channels, which a sixteenth of subnormal numbers is too small for, with or without a residual of zeros, and the function after it. */
    private static SpecialCase fused(Limits limits, float[] numbers, boolean residual) {
        float[] shares = new float[(int) (CHANNELS * CHANNELS)];
        Arrays.fill(shares, 1f / CHANNELS);
        float[] of = new float[(int) CHANNELS * numbers.length];
        for (int index = 0; index < of.length; index++) {
            of[index] = numbers[index % numbers.length];
        }
        Graph.Builder builder =
                Graph.builder((residual ? "convolution, addition and " : "convolution and ") + limits.name());
        Value x = builder.input("x", TensorType.F32, Shape.of(1, CHANNELS, 1, numbers.length));
        Value weights = builder.constant("w", Constant.ofFloats(Shape.of(CHANNELS, CHANNELS, 1, 1), shares));
        Value y = builder.add("c", new Operator.Convolution(1, Window.uniform(2, 1, 0), false, List.of()), x, weights);
        List<float[]> inputs = new ArrayList<>(List.of(of));
        if (residual) {
            Value zeros = builder.input("r", TensorType.F32, Shape.of(1, CHANNELS, 1, numbers.length));
            y = builder.add("sum", new Operator.Binary(Operator.BinaryKind.ADD), y, zeros);
            inputs.add(new float[(int) CHANNELS * numbers.length]);
        }
        Graph graph = builder.output("y", builder.add("f", new Operator.Eltwise(limits.activation()), y))
                .build();
        String row = limits.name() + " after a convolution";
        return new SpecialCase(
                row,
                graph,
                inputs,
                expected(limits, alone(limits, of).graph(), of),
                FUSED,
                SpecialCase.fitsHalf(inputs));
    }

    /** Finite numbers as the reference has them, whose own tests compare it with formulas. */
    private static float[] expected(Limits limits, Graph alone, float[] numbers) {
        float[] expected =
                SpecialNumbersTest.run(Device.of("java-reference"), alone, CompileOptions.defaults(), List.of(numbers));
        for (int index = 0; index < numbers.length; index++) {
            if (Float.isNaN(numbers[index])) {
                expected[index] = Float.NaN;
            } else if (Float.isInfinite(numbers[index])) {
                expected[index] = numbers[index] > 0 ? limits.above() : limits.below();
            }
        }
        return expected;
    }
}
