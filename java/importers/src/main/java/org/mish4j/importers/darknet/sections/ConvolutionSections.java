// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.importers.darknet.configuration.Section;

/** The section [convolutional]. */
final class ConvolutionSections {
    private static final String DEFAULT_ACTIVATION = "logistic";

    private ConvolutionSections() {}

    static Map<String, SectionImporter> importers() {
        return Map.of("convolutional", ConvolutionSections::convolutional, "conv", ConvolutionSections::convolutional);
    }

    private static Value convolutional(Layer layer) {
        Section section = layer.section();
        section.requireUnset("coordconv", "dontload", "dontloadscales", "rotate", "stretch", "stretch_sway", "sway");
        Value x = layer.input();
        boolean xnor = section.flag("xnor");
        int groups = xnor ? 1 : Math.max(1, section.integer("groups", 1, Integer.MIN_VALUE, Integer.MAX_VALUE));
        ConvolutionWeights parameters = parameters(layer, x, groups);
        boolean blurred = Antialiasing.isAsked(section);
        List<Long> strides = Windows.strides(section);
        Window window = window(section, x, blurred ? List.of(1L, 1L) : strides);
        Value weights = xnor || section.flag("binary") ? parameters.binarized(layer) : parameters.weights();
        Value read = xnor ? ConvolutionWeights.signs(layer, "input_signs", x) : x;
        Value activated = Activations.applyToImage(
                layer, DEFAULT_ACTIVATION, convolve(layer, new Convolved(groups, window, read, weights), parameters));
        return blurred ? Antialiasing.apply(layer, strides, activated) : activated;
    }

    private record Convolved(int groups, Window window, Value x, Value weights) {}

    private static Value convolve(Layer layer, Convolved c, ConvolutionWeights parameters) {
        Optional<Normalization> normalization = parameters.normalization();
        Operator.Convolution convolution =
                new Operator.Convolution(c.groups(), c.window(), normalization.isEmpty(), List.of());
        return normalization.isEmpty()
                ? layer.add(convolution, c.x(), c.weights(), parameters.biases())
                : normalization.get().apply(layer, layer.add(convolution, c.x(), c.weights()));
    }

    private static ConvolutionWeights parameters(Layer layer, Value x, int groups) {
        Section section = layer.section();
        int filters = section.count("filters", 1);
        int size = section.count("size", 1);
        long channels = Layer.size(x, Layer.CHANNELS);
        if (channels % groups != 0 || filters % groups != 0) {
            throw section.malformed("has %d input channels, %d filters and %d groups, expected multiples of the groups"
                    .formatted(channels, filters, groups));
        }
        Shape shape = Shape.of(filters, channels / groups, size, size);
        boolean acrossBatches = section.flag("cbn");
        boolean normalized = section.flag("batch_normalize") || acrossBatches;
        ConvolutionWeights parameters = section.has("share_index")
                ? layer.sharedWeights().sharedWith(layer, channels, shape, normalized)
                : ConvolutionWeights.read(layer, channels, shape, normalized);
        layer.share(parameters);
        return parameters;
    }

    /** The padding is dilated as the windows are. */
    private static Window window(Section section, Value x, List<Long> strides) {
        long size = section.count("size", 1);
        long declared = section.count("dilation", 1);
        long dilation = size == 1 ? 1 : declared;
        int padding = section.integer("padding", 0, 0, Integer.MAX_VALUE);
        long pad = section.flag("pad") ? size / 2 : padding;
        Window window = Windows.over(x, dilation * (size - 1) + 1, strides, dilation, pad * dilation, pad * dilation);
        requireOneSize(section, x, window, size, pad);
        return window;
    }

    /** Darknet allocates the result for windows without dilation: where that is of another size, it has none. */
    private static void requireOneSize(Section section, Value x, Window window, long size, long pad) {
        long dilation = window.dilations().getFirst();
        for (int i = 0; i < window.spatialRank(); i++) {
            long image = Layer.size(x, Layer.HEIGHT + i);
            long stride = window.strides().get(i);
            long allocated = (image + 2 * pad - size) / stride + 1;
            long computed = (image + 2 * pad * dilation - (dilation * (size - 1) + 1)) / stride + 1;
            if (allocated != computed) {
                throw section.malformed(
                        ("has size %d, padding %d and dilation %d, with which Darknet makes %d results of %d "
                                        + "pixels and has room for %d; expected padding %d of an odd size")
                                .formatted(size, pad, dilation, computed, image, allocated, (size - 1) / 2));
            }
        }
    }
}
