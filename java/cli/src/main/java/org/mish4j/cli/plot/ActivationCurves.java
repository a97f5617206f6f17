// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mish4j.Activation;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;

/** Curves of activations, as the device {@code java-reference} computes them in f32. */
final class ActivationCurves {
    private ActivationCurves() {}

    /** Computes each activation at the same numbers. */
    static List<Curve> of(List<Activation> activations, double[] points) {
        float[] x = new float[points.length];
        for (int index = 0; index < x.length; index++) {
            x[index] = (float) points[index];
        }
        List<Curve> curves = new ArrayList<>();
        for (Activation activation : activations) {
            curves.add(Curve.of(name(activation), doubles(x), doubles(values(activation, x))));
        }
        return curves;
    }

    private static float[] values(Activation activation, float[] x) {
        Graph.Builder builder = Graph.builder("activation");
        Value input = builder.input("x", TensorType.F32, Shape.of(x.length));
        Graph graph = builder.output("y", builder.add("f", new Operator.Eltwise(activation), input))
                .build();
        try (CompiledModel model = Device.of("java-reference").compile(graph);
                InferRequest request = model.createRequest()) {
            request.input().copyFrom(x);
            request.run();
            return request.output().toFloatArray();
        }
    }

    private static double[] doubles(float[] numbers) {
        double[] doubles = new double[numbers.length];
        for (int index = 0; index < doubles.length; index++) {
            doubles[index] = numbers[index];
        }
        return doubles;
    }

    /** Returns an activation's name as it is printed. */
    static String name(Activation activation) {
        return switch (activation.kind()) {
            case MISH -> "Mish";
            case RELU -> activation.alpha() == 0 ? "ReLU" : "Leaky ReLU (%s)".formatted(activation.alpha());
            case SWISH -> "Swish";
            case GELU -> "GELU";
            case ELU -> "ELU";
            case SOFTPLUS -> "SoftPlus";
            default -> {
                String name = activation.kind().name();
                yield name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
            }
        };
    }
}
