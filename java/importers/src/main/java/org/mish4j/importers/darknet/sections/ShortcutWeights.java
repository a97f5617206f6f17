// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.util.ArrayList;
import java.util.List;
import org.mish4j.Activation;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Operator.ReductionKind;
import org.mish4j.Value;
import org.mish4j.importers.darknet.configuration.Section;

/**
 * The weights of a [shortcut]: with weights_type=per_feature (or per_layer) one for each summand, with per_channel one for
 * each summand and channel, {@code [summands, 1 or C]} in the file. Of the summands' weights w,
 * weights_normalization=relu (or avg_relu) makes r / (0.0001 + sum of r), r the larger of w and 0.001, and softmax makes
 * e / (0.0001 + sum of e), e the exponential of w less the largest.
 */
final class ShortcutWeights {
    private static final float LEAST = 1e-3f;
    private static final float EPSILON = 1e-4f;
    private static final List<Integer> SUMMANDS = List.of(0);

    private ShortcutWeights() {}

    /** Returns summands times their weights; themselves where there are none. */
    static List<Value> apply(Layer layer, List<Value> summands) {
        Section section = layer.section();
        String type = section.text("weights_type", "none");
        String normalization = section.text("weights_normalization", "none");
        long channels = switch (type) {
            case "none" -> 0;
            case "per_feature", "per_layer" -> 1;
            case "per_channel" -> Layer.size(summands.getFirst(), Layer.CHANNELS);
            default ->
                throw section.malformedSetting(
                        "weights_type",
                        "weights_type is '%s', expected none, per_feature or per_channel".formatted(type));
        };
        if (channels == 0) {
            return summands;
        }
        section.requireUnset("dontload");
        Value stored = layer.parameters("weights", summands.size(), channels, 1, 1);
        Value weights = divideBySum(layer, positive(layer, normalization, stored));
        List<Value> products = new ArrayList<>();
        for (int i = 0; i < summands.size(); i++) {
            Value weight = layer.addPart(
                    "weight",
                    new Operator.Slice(
                            List.of((long) i, 0L, 0L, 0L), List.of(1L, channels, 1L, 1L), List.of(1L, 1L, 1L, 1L)),
                    weights);
            products.add(layer.addPart("weighted", new Operator.Binary(BinaryKind.MUL), summands.get(i), weight));
        }
        return products;
    }

    private static Value positive(Layer layer, String normalization, Value weights) {
        return switch (normalization) {
            case "relu", "avg_relu" ->
                layer.addPart(
                        "positive_weights",
                        new Operator.Binary(BinaryKind.MAX),
                        weights,
                        layer.constant("least_weight", LEAST));
            case "softmax" -> {
                Value largest = layer.addPart(
                        "largest_weight", new Operator.Reduce(ReductionKind.MAX, SUMMANDS, true), weights);
                Value less = layer.addPart("differences", new Operator.Binary(BinaryKind.SUB), weights, largest);
                yield layer.addPart("powers", new Operator.Eltwise(Activation.exp()), less);
            }
            default ->
                throw layer.section()
                        .malformed("has weights and weights_normalization '%s', expected relu or softmax"
                                .formatted(normalization));
        };
    }

    private static Value divideBySum(Layer layer, Value weights) {
        Value sum = layer.addPart("sum_of_weights", new Operator.Reduce(ReductionKind.SUM, SUMMANDS, true), weights);
        Value more = layer.addPart("divisor", new Operator.Eltwise(Activation.linear(1, EPSILON)), sum);
        return layer.addPart("normal_weights", new Operator.Binary(BinaryKind.DIV), weights, more);
    }
}
