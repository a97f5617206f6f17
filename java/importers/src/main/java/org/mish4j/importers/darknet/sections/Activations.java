// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.util.List;
import java.util.Map;
import org.mish4j.Activation;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Operator.ReductionKind;
import org.mish4j.Value;

/** Darknet's element-wise functions, by their names there. */
final class Activations {
    private static final float LEAKY_SLOPE = 0.1f;
    private static final float RELIE_SLOPE = 0.01f;
    private static final float SELU_SCALE = 1.0507f;
    private static final float SELU_ALPHA = 1.6732f;
    private static final float SUM_EPSILON = 1e-4f;
    private static final List<Integer> CHANNELS = List.of(Layer.CHANNELS);

    private static final Map<String, Function> FUNCTIONS = Map.ofEntries(
            Map.entry("linear", (_, x) -> x),
            Map.entry("mish", one(Activation.mish())),
            Map.entry("swish", one(Activation.swish())),
            Map.entry("relu", one(Activation.relu())),
            Map.entry("relu6", one(Activation.clip(0, 6))),
            Map.entry("leaky", one(Activation.leakyRelu(LEAKY_SLOPE))),
            Map.entry("revleaky", one(Activation.leakyRelu(LEAKY_SLOPE))),
            Map.entry("relie", one(Activation.leakyRelu(RELIE_SLOPE))),
            Map.entry("logistic", one(Activation.sigmoid())),
            Map.entry("tanh", one(Activation.tanh())),
            Map.entry("hardtan", one(Activation.clip(-1, 1))),
            Map.entry("elu", one(Activation.elu(1))),
            Map.entry("selu", Activations::selu),
            Map.entry("loggy", Activations::loggy),
            Map.entry("ramp", Activations::ramp),
            Map.entry("gelu", one(Activation.geluTanh())),
            Map.entry("hard_mish", Activations::hardMish),
            Map.entry("plse", Activations::plse),
            Map.entry("lhtan", Activations::lhtan),
            Map.entry("stair", Activations::stair));

    /** Functions of all the channels of a pixel, which only [convolutional] has. */
    private static final Map<String, Function> OF_CHANNELS = Map.of(
            "normalize_channels", Activations::normalizeChannels,
            "normalize_channels_softmax", (layer, x) -> divideBySum(layer, eltwise(layer, Activation.exp(), x)),
            "normalize_channels_softmax_maxval", Activations::softmaxOfChannels);

    private Activations() {}

    @FunctionalInterface
    private interface Function {
        Value apply(Layer layer, Value x);
    }

    /** Applies the function that the setting {@code activation} names to a value. */
    static Value apply(Layer layer, String missing, Value x) {
        return apply(layer, layer.section().text("activation", missing), FUNCTIONS, x);
    }

    /** Applies the function that the setting names to an image; it may be one of all the channels. */
    static Value applyToImage(Layer layer, String missing, Value x) {
        String name = layer.section().text("activation", missing);
        return apply(layer, name, OF_CHANNELS.containsKey(name) ? OF_CHANNELS : FUNCTIONS, x);
    }

    private static Value apply(Layer layer, String name, Map<String, Function> functions, Value x) {
        Function function = functions.get(name);
        if (function == null) {
            throw layer.section().unsupported("activation=%s".formatted(name));
        }
        return function.apply(layer, x);
    }

    private static Function one(Activation activation) {
        return (layer, x) -> eltwise(layer, activation, x);
    }

    private static Value eltwise(Layer layer, Activation activation, Value x) {
        return layer.addPart("activation", new Operator.Eltwise(activation), x);
    }

    private static Value binary(Layer layer, BinaryKind kind, Value a, Value b) {
        return layer.addPart("activation", new Operator.Binary(kind), a, b);
    }

    private static Value linear(Layer layer, float scale, float offset, Value x) {
        return eltwise(layer, Activation.linear(scale, offset), x);
    }

    private static Value selu(Layer layer, Value x) {
        return linear(layer, SELU_SCALE, 0, eltwise(layer, Activation.elu(SELU_ALPHA), x));
    }

    /** 2 / (1 + e<sup>-x</sup>) - 1. */
    private static Value loggy(Layer layer, Value x) {
        return linear(layer, 2, -1, eltwise(layer, Activation.sigmoid(), x));
    }

    /** max(x, 0) + 0.1 x, which has slopes 1.1 and 0.1. */
    private static Value ramp(Layer layer, Value x) {
        return linear(layer, 1.1f, 0, eltwise(layer, Activation.leakyRelu((float) (0.1 / 1.1)), x));
    }

    /** x for x &gt; 0, x<sup>2</sup> / 2 + x down to -2, 0 below: half of x times x + 2 kept between 0 and 2. */
    private static Value hardMish(Layer layer, Value x) {
        Value kept = eltwise(layer, Activation.clip(0, 2), linear(layer, 1, 2, x));
        return binary(layer, BinaryKind.MUL, linear(layer, 0.5f, 0, x), kept);
    }

    /** Slope 0.125 with 0.5 at 0, and 0.01 outside of -4 to 4. */
    private static Value plse(Layer layer, Value x) {
        Value middle = linear(layer, 0.115f, 0.5f, eltwise(layer, Activation.clip(-4, 4), x));
        return binary(layer, BinaryKind.ADD, linear(layer, 0.01f, 0, x), middle);
    }

    /** x between 0 and 1, slope 0.001 outside. */
    private static Value lhtan(Layer layer, Value x) {
        Value middle = linear(layer, 0.999f, 0, eltwise(layer, Activation.clip(0, 1), x));
        return binary(layer, BinaryKind.ADD, linear(layer, 0.001f, 0, x), middle);
    }

    /** Rises by 1 from each odd number to the next even one, and is level from there: half of floor(x) at even numbers. */
    private static Value stair(Layer layer, Value x) {
        Value half = eltwise(layer, Activation.floor(), linear(layer, 0.5f, 0, x));
        Value within = binary(layer, BinaryKind.SUB, x, linear(layer, 2, 1, half));
        return binary(layer, BinaryKind.ADD, half, eltwise(layer, Activation.relu(), within));
    }

    /** The positive part, divided by the sum of these over the channels. */
    private static Value normalizeChannels(Layer layer, Value x) {
        return divideBySum(layer, eltwise(layer, Activation.relu(), x));
    }

    private static Value softmaxOfChannels(Layer layer, Value x) {
        Value largest = layer.addPart("activation", new Operator.Reduce(ReductionKind.MAX, CHANNELS, true), x);
        return divideBySum(layer, eltwise(layer, Activation.exp(), binary(layer, BinaryKind.SUB, x, largest)));
    }

    /** Divides by 0.0001 and the sum over the channels. */
    private static Value divideBySum(Layer layer, Value x) {
        Value sum = layer.addPart("activation", new Operator.Reduce(ReductionKind.SUM, CHANNELS, true), x);
        return binary(layer, BinaryKind.DIV, x, linear(layer, 1, SUM_EPSILON, sum));
    }
}
