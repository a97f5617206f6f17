// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.importers.darknet.configuration.Section;

/** Sections with parameters other than [convolutional]. */
final class WeightedSections {
    private static final String DEFAULT_ACTIVATION = "logistic";
    private static final int DEFAULT_IMPLICIT_FILTERS = 128;

    private WeightedSections() {}

    static Map<String, SectionImporter> importers() {
        return Map.of(
                "connected",
                WeightedSections::connected,
                "conn",
                WeightedSections::connected,
                "batchnorm",
                WeightedSections::batchNormalization,
                "implicit",
                WeightedSections::implicit);
    }

    /** A convolution of the flattened input, which needs no other order of the stored matrix {@code [outputs, inputs]}. */
    private static Value connected(Layer layer) {
        Section section = layer.section();
        section.requireUnset("dontload", "dontloadscales");
        Value x = layer.input();
        int outputs = section.count("output", 1);
        long batch = x.shape().dimension(0);
        long inputs = x.shape().elementCount() / batch;
        Value flat = layer.addPart("flatten", new Operator.Reshape(Shape.of(batch, inputs, 1, 1)), x);
        Value bias = layer.parameters("biases", outputs);
        Value weights = matrix(layer, outputs, inputs);
        boolean normalized = section.flag("batch_normalize");
        Operator.Convolution convolution = new Operator.Convolution(1, Window.uniform(2, 1, 0), !normalized, List.of());
        if (!normalized) {
            return Activations.apply(layer, DEFAULT_ACTIVATION, layer.add(convolution, flat, weights, bias));
        }
        Normalization normalization = Normalization.read(layer, bias, outputs);
        Value normal = normalization.apply(layer, layer.add(convolution, flat, weights));
        return Activations.apply(layer, DEFAULT_ACTIVATION, normal);
    }

    private static Value matrix(Layer layer, long outputs, long inputs) {
        if (!layer.transposedMatrices()) {
            return layer.parameters("weights", outputs, inputs, 1, 1);
        }
        Value stored = layer.parameters("weights", inputs, outputs, 1, 1);
        return layer.addPart("transposed_weights", new Operator.Transpose(List.of(1, 0, 2, 3)), stored);
    }

    private static Value batchNormalization(Layer layer) {
        layer.section().requireUnset("dontload");
        Value x = layer.input();
        long channels = Layer.size(x, Layer.CHANNELS);
        Value bias = layer.parameters("biases", channels);
        return Normalization.read(layer, bias, channels).apply(layer, x);
    }

    /** Parameters that are a result: {@code [filters, atoms, 1]}, the same for every image. */
    private static Value implicit(Layer layer) {
        Section section = layer.section();
        section.requireUnset("dontload");
        int filters = section.count("filters", DEFAULT_IMPLICIT_FILTERS);
        int atoms = section.count("atoms", 1);
        Value weights = layer.parameters("weights", 1, filters, atoms, 1);
        int batch = Math.toIntExact(layer.input().shape().dimension(0));
        return batch == 1 ? weights : layer.add(new Operator.Concat(0), Collections.nCopies(batch, weights));
    }
}
