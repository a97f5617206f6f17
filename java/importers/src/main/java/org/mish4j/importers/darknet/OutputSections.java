// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mish4j.Activation;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;

/** Sections at the ends of networks: what they read is an output. */
final class OutputSections {
    private static final int DEFAULT_CLASSES = 20;
    private static final int BOX_NUMBERS = 4;

    private OutputSections() {}

    static Map<String, SectionImporter> importers() {
        return Map.of(
                "softmax", OutputSections::softmax,
                "soft", OutputSections::softmax,
                "yolo", OutputSections::yolo,
                "region", OutputSections::region,
                "Gaussian_yolo", OutputSections::head,
                "detection", OutputSections::head);
    }

    /** Over the channels, or over each group of them. At the end of a network both its input and its result are outputs. */
    private static Value softmax(Layer layer) {
        Section section = layer.section();
        if (section.has("tree")) {
            throw section.unsupported("it has a tree of classes");
        }
        float temperature = section.number("temperature", 1);
        if (temperature <= 0) {
            throw section.malformedSetting(
                    "temperature", "temperature is %s, expected a positive number".formatted(temperature));
        }
        Value logits = layer.input();
        Value scaled = temperature == 1
                ? logits
                : layer.addPart("temperature", new Operator.Eltwise(Activation.linear(1 / temperature, 0)), logits);
        Value result = normalize(layer, scaled, section.count("groups", 1));
        if (layer.isLast()) {
            layer.output(withoutPixels(layer, "logits", logits));
            layer.output(withoutPixels(layer, "probabilities", result));
        }
        return result;
    }

    private static Value normalize(Layer layer, Value x, int groups) {
        if (groups == 1) {
            return layer.add(new Operator.Softmax(Layer.CHANNELS, false), x);
        }
        long channels = Layer.size(x, Layer.CHANNELS);
        if (channels % groups != 0) {
            throw layer.section()
                    .malformed("has %d groups of %d channels, expected a divisor".formatted(groups, channels));
        }
        Shape grouped = Shape.of(
                x.shape().dimension(0),
                groups,
                channels / groups,
                Layer.size(x, Layer.HEIGHT),
                Layer.size(x, Layer.WIDTH));
        Value parts = layer.addPart("groups", new Operator.Reshape(grouped), x);
        Value normal = layer.addPart("grouped", new Operator.Softmax(Layer.CHANNELS + 1, false), parts);
        return layer.add(new Operator.Reshape(x.shape()), normal);
    }

    /** Returns {@code [N, C]} of {@code [N, C, 1, 1]}, any other value as it is. */
    private static Value withoutPixels(Layer layer, String part, Value x) {
        if (Layer.size(x, Layer.HEIGHT) != 1 || Layer.size(x, Layer.WIDTH) != 1) {
            return x;
        }
        Shape vector = Shape.of(x.shape().dimension(0), Layer.size(x, Layer.CHANNELS));
        return layer.addPart(part, new Operator.Reshape(vector), x);
    }

    private static @Nullable Value yolo(Layer layer) {
        Section section = layer.section();
        int boxes = section.integers("mask").isPresent()
                ? section.integers("mask").orElseThrow().size()
                : section.count("num", 1);
        requireChannels(layer, boxes, BOX_NUMBERS);
        return head(layer);
    }

    private static @Nullable Value region(Layer layer) {
        Section section = layer.section();
        requireChannels(layer, section.count("num", 1), section.count("coords", BOX_NUMBERS));
        return head(layer);
    }

    private static void requireChannels(Layer layer, long boxes, long boxNumbers) {
        Section section = layer.section();
        long classes = section.count("classes", DEFAULT_CLASSES);
        long expected = Math.multiplyExact(boxes, boxNumbers + 1 + classes);
        long found = Layer.size(layer.input(), Layer.CHANNELS);
        if (found != expected) {
            throw section.malformed(
                    "reads %d channels, expected %d: %d boxes of %d numbers, an objectness and %d classes"
                            .formatted(found, expected, boxes, boxNumbers, classes));
        }
    }

    private static @Nullable Value head(Layer layer) {
        layer.output(layer.input());
        return null;
    }
}
