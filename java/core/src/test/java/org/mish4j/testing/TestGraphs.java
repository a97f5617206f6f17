// SPDX-License-Identifier: Apache-2.0
package org.mish4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.mish4j.Activation;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Constant;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorInfo;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;

/** Small graphs with seeded weights. */
public final class TestGraphs {
    private TestGraphs() {}

    public static float[] randomFloats(long seed, Shape shape) {
        Random random = new Random(seed);
        float[] values = new float[Math.toIntExact(shape.elementCount())];
        for (int index = 0; index < values.length; index++) {
            values[index] = random.nextFloat() * 2 - 1;
        }
        return values;
    }

    public static Value randomConstant(Graph.Builder builder, String name, long seed, long... dimensions) {
        Shape shape = Shape.of(dimensions);
        return builder.constant(name, Constant.ofFloats(shape, randomFloats(seed, shape)));
    }

    /** A residual block: mish(conv(x)), then mish(conv(...)) + x. Input {@code x} and output {@code y}, both of one shape. */
    public static Graph residualBlock(long batch, long channels, long size) {
        Graph.Builder builder = Graph.builder("residual-block");
        Value x = builder.input("x", TensorType.F32, Shape.of(batch, channels, size, size));
        Value first = convolutionMish(builder, "first", x, channels, 3, 1);
        Value second = convolutionMish(builder, "second", first, channels, 3, 2);
        Value sum = builder.add("sum", new Operator.Binary(Operator.BinaryKind.ADD), second, x);
        return builder.output("y", sum).build();
    }

    private static Value convolutionMish(
            Graph.Builder builder, String name, Value src, long channels, long kernel, long seed) {
        Value weights = randomConstant(
                builder, name + ".weights", seed, channels, src.shape().dimension(1), kernel, kernel);
        Value bias = randomConstant(builder, name + ".bias", seed + 100, channels);
        Value convolution = builder.add(
                name,
                new Operator.Convolution(1, Window.uniform(2, 1, kernel / 2), true, List.of()),
                src,
                weights,
                bias);
        return builder.add(name + ".mish", new Operator.Eltwise(Activation.mish()), convolution);
    }

    /** The sum of many inputs {@code x0, x1, ...} of shape [4]; output {@code y}. */
    public static Graph sumOfInputs(int count) {
        Graph.Builder builder = Graph.builder("sum");
        List<Value> inputs = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            inputs.add(builder.input("x" + index, TensorType.F32, Shape.of(4)));
        }
        Value sum = inputs.getFirst();
        for (int index = 1; index < count; index++) {
            sum = builder.add("add" + index, new Operator.Binary(Operator.BinaryKind.ADD), sum, inputs.get(index));
        }
        return builder.output("y", sum).build();
    }

    /** Runs a graph once on a device, with seeded inputs, and returns its outputs. */
    public static List<float[]> run(Device device, Graph graph, CompileOptions options) {
        try (CompiledModel model = device.compile(graph, options);
                InferRequest request = model.createRequest()) {
            long seed = 1000;
            for (TensorInfo input : model.inputs()) {
                request.input(input.name()).copyFrom(randomFloats(seed++, input.shape()));
            }
            request.run();
            List<float[]> outputs = new ArrayList<>();
            for (TensorInfo output : model.outputs()) {
                outputs.add(request.output(output.name()).toFloatArray());
            }
            return outputs;
        }
    }

    /** Returns the largest difference, relative to the largest magnitude that is expected. */
    public static double relativeDifference(float[] found, float[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        double difference = 0;
        double magnitude = 0;
        for (int index = 0; index < expected.length; index++) {
            difference = Math.max(difference, Math.abs((double) found[index] - expected[index]));
            magnitude = Math.max(magnitude, Math.abs((double) expected[index]));
        }
        return difference / magnitude;
    }
}
