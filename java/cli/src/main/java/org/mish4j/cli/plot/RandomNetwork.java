// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.plot;

import java.util.List;
import java.util.Random;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;

/**
 * A fully connected network that nobody trained: from two coordinates to a number, with an activation after each layer
 * but the last. Weights are drawn from a normal distribution of variance 2 / inputs (K. He and others, "Delving Deep
 * into Rectifiers", 2015), biases from the standard normal distribution; both depend on the seed alone, so that networks
 * that differ in the activation have the same ones.
 *
 * @param layers how many layers have weights, at least 2
 * @param units the number of units of each layer but the last
 * @param seed what the weights and biases are drawn from
 */
public record RandomNetwork(int layers, int units, long seed) {
    /** The name of the input: coordinates, {@code [points, 2]}. */
    static final String INPUT = "coordinates";

    /** The name of the output: a number for each point, {@code [points, 1]}. */
    static final String OUTPUT = "height";

    private static final int MOST_LAYERS = 100;
    private static final int MOST_UNITS = 1024;

    /** Checks that the network can be built. */
    public RandomNetwork {
        if (layers < 2 || layers > MOST_LAYERS) {
            throw new IllegalArgumentException(
                    "the number of layers is %d, expected 2 to %d".formatted(layers, MOST_LAYERS));
        }
        if (units < 1 || units > MOST_UNITS) {
            throw new IllegalArgumentException(
                    "the number of units is %d, expected 1 to %d".formatted(units, MOST_UNITS));
        }
    }

    /** Builds the network with an activation, for a number of points at once. */
    Graph graph(Activation activation, int points) {
        Random random = new Random(seed);
        Graph.Builder builder = Graph.builder("random network");
        Value value = builder.input(INPUT, TensorType.F32, Shape.of(points, 2));
        int inputs = 2;
        for (int layer = 1; layer <= layers; layer++) {
            boolean last = layer == layers;
            int outputs = last ? 1 : units;
            float[] weights = normal(random, inputs * outputs, Math.sqrt(2.0 / inputs));
            float[] bias = normal(random, outputs, 1);
            value = builder.add(
                    "layer" + layer,
                    new Operator.MatMul(true, List.of()),
                    value,
                    builder.constant("weights" + layer, Constant.ofFloats(Shape.of(inputs, outputs), weights)),
                    builder.constant("bias" + layer, Constant.ofFloats(Shape.of(outputs), bias)));
            if (!last) {
                value = builder.add("activation" + layer, new Operator.Eltwise(activation), value);
            }
            inputs = outputs;
        }
        return builder.output(OUTPUT, value).build();
    }

    private static float[] normal(Random random, int count, double deviation) {
        float[] numbers = new float[count];
        for (int index = 0; index < count; index++) {
            numbers[index] = (float) (deviation * random.nextGaussian());
        }
        return numbers;
    }
}
