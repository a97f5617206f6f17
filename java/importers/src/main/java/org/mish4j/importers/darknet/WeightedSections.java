// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet;

import java.util.List;
import java.util.Map;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;

/** Sections with parameters. */
final class WeightedSections {
    private static final float EPSILON = 1e-5f;
    private static final String DEFAULT_ACTIVATION = "logistic";

    private WeightedSections() {}

    static Map<String, SectionImporter> importers() {
        return Map.of(
                "convolutional",
                WeightedSections::convolutional,
                "conv",
                WeightedSections::convolutional,
                "connected",
                WeightedSections::connected,
                "conn",
                WeightedSections::connected,
                "batchnorm",
                WeightedSections::batchNormalization);
    }

    private static Value convolutional(Layer layer) {
        Section section = layer.section();
        section.requireUnset(
                "antialiasing",
                "binary",
                "bin_output",
                "coordconv",
                "deform",
                "dontload",
                "dontloadscales",
                "flipped",
                "rotate",
                "stretch",
                "stretch_sway",
                "sway",
                "xnor");
        if (section.has("share_index")) {
            throw section.unsupported("it shares the weights of another section");
        }
        Value x = layer.input();
        int filters = section.count("filters", 1);
        int groups = section.count("groups", 1);
        int size = section.count("size", 1);
        long channels = Layer.size(x, Layer.CHANNELS);
        if (channels % groups != 0 || filters % groups != 0) {
            throw section.malformed("has %d input channels, %d filters and %d groups, expected multiples of the groups"
                    .formatted(channels, filters, groups));
        }
        Value bias = layer.parameters("biases", filters);
        boolean acrossBatches = section.flag("cbn");
        boolean normalized = section.flag("batch_normalize") || acrossBatches;
        Operator.Convolution convolution =
                new Operator.Convolution(groups, window(section, size), !normalized, List.of());
        if (!normalized) {
            Value weights = layer.parameters("weights", filters, channels / groups, size, size);
            return Activations.apply(layer, DEFAULT_ACTIVATION, layer.add(convolution, x, weights, bias));
        }
        Normalization normalization = Normalization.read(layer, bias, filters);
        Value weights = layer.parameters("weights", filters, channels / groups, size, size);
        Value normal = normalization.apply(layer, layer.add(convolution, x, weights));
        return Activations.apply(layer, DEFAULT_ACTIVATION, normal);
    }

    private static Window window(Section section, int size) {
        int stride = section.count("stride", 1);
        long strideX = section.count("stride_x", stride);
        long strideY = section.count("stride_y", stride);
        int declared = section.count("dilation", 1);
        long dilation = size == 1 ? 1 : declared;
        int padding = section.integer("padding", 0, 0, Integer.MAX_VALUE);
        long pad = section.flag("pad") ? size / 2 : padding;
        return new Window(List.of(strideY, strideX), List.of(dilation, dilation), List.of(pad, pad), List.of(pad, pad));
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
        layer.section().requireUnset("dontload", "dontloadscales");
        Value x = layer.input();
        long channels = Layer.size(x, Layer.CHANNELS);
        Value bias = layer.parameters("biases", channels);
        return Normalization.read(layer, bias, channels).apply(layer, x);
    }

    /** The parameters of a batch normalisation. */
    private record Normalization(Value scales, Value biases, Value means, Value variances) {
        /** Reads what follows the biases in the file. */
        static Normalization read(Layer layer, Value biases, long channels) {
            Value scales = layer.parameters("scales", channels);
            Value means = layer.parameters("means", channels);
            Value variances = layer.parameters("variances", channels);
            return new Normalization(scales, biases, means, variances);
        }

        Value apply(Layer layer, Value x) {
            return layer.addPart(
                    "batch_normalize", new Operator.BatchNormalization(EPSILON), x, scales, biases, means, variances);
        }
    }
}
