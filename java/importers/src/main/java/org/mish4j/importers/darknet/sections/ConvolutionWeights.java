// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.util.List;
import java.util.Optional;
import org.mish4j.Activation;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Operator.ReductionKind;
import org.mish4j.Shape;
import org.mish4j.Value;

/**
 * The parameters of a [convolutional], which others may share.
 *
 * @param channels how many the section reads
 * @param biases {@code [K]}
 * @param normalization what belongs to batch_normalize; its biases are those above
 * @param weights {@code [K, channels / groups, size, size]}
 */
record ConvolutionWeights(long channels, Value biases, Optional<Normalization> normalization, Value weights) {
    /** Reads biases, the batch normalisation's parameters, and weights, which with flipped are stored transposed. */
    static ConvolutionWeights read(Layer layer, long channels, Shape shape, boolean normalized) {
        long filters = shape.dimension(0);
        Value biases = layer.parameters("biases", filters);
        Optional<Normalization> normalization =
                normalized ? Optional.of(Normalization.read(layer, biases, filters)) : Optional.empty();
        Value weights = layer.section().flag("flipped") ? flipped(layer, shape) : layer.parameters("weights", shape);
        return new ConvolutionWeights(channels, biases, normalization, weights);
    }

    private static Value flipped(Layer layer, Shape shape) {
        long filters = shape.dimension(0);
        Value stored = layer.parameters("weights", Shape.of(shape.elementCount() / filters, filters));
        Value matrix = layer.addPart("transposed_weights", new Operator.Transpose(List.of(1, 0)), stored);
        return layer.addPart("shaped_weights", new Operator.Reshape(shape), matrix);
    }

    /** Returns these parameters for a section that shares them. */
    ConvolutionWeights sharedWith(Layer layer, long otherChannels, Shape shape, boolean normalized) {
        if (channels != otherChannels || !weights.shape().equals(shape) || normalized != normalization.isPresent()) {
            throw layer.section()
                    .malformedSetting(
                            "share_index",
                            "shares the weights %s of %d channels%s, expected %s of %d channels%s"
                                    .formatted(
                                            weights.shape(),
                                            channels,
                                            normalizationText(normalization.isPresent()),
                                            shape,
                                            otherChannels,
                                            normalizationText(normalized)));
        }
        return this;
    }

    private static String normalizationText(boolean normalized) {
        return normalized ? " with batch_normalize" : " without batch_normalize";
    }

    /** Returns weights of two values for each filter: the mean of its magnitudes for positive ones, else less that. */
    Value binarized(Layer layer) {
        Value magnitudes = layer.addPart("magnitudes", new Operator.Eltwise(Activation.abs()), weights);
        Value mean = layer.addPart(
                "mean_magnitude", new Operator.Reduce(ReductionKind.MEAN, List.of(1, 2, 3), true), magnitudes);
        Value signs = signs(layer, "weight_signs", weights);
        return layer.addPart("binary_weights", new Operator.Binary(BinaryKind.MUL), signs, mean);
    }

    /** Returns 1 for positive elements and -1 for the others. */
    static Value signs(Layer layer, String part, Value x) {
        Value zero = layer.constant(part + "_zero", 0);
        Value positive = layer.addPart(part + "_positive", new Operator.Binary(BinaryKind.GREATER), x, zero);
        return layer.addPart(part, new Operator.Eltwise(Activation.linear(2, -1)), positive);
    }
}
