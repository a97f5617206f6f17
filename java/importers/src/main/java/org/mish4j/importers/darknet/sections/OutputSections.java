// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mish4j.Activation;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.importers.darknet.configuration.Section;

/** Sections at the ends of networks: what they read is an output. */
final class OutputSections {
    private static final int DEFAULT_CLASSES = 20;
    private static final int BOX_NUMBERS = 4;
    private static final int GAUSSIAN_BOX_NUMBERS = 8;

    private OutputSections() {}

    static Map<String, SectionImporter> importers() {
        return Map.of(
                "softmax", OutputSections::softmax,
                "soft", OutputSections::softmax,
                "yolo", OutputSections::yolo,
                "region", OutputSections::region,
                "Gaussian_yolo", OutputSections::gaussianYolo,
                "detection", OutputSections::head,
                "contrastive", OutputSections::head);
    }

    /** At the end of a network both what it reads and its result are outputs. */
    private static Value softmax(Layer layer) {
        Section section = layer.section();
        if (section.has("tree")) {
            throw section.unsupported("it has a tree of classes");
        }
        Value logits = layer.input();
        Value result = normalize(layer, logits);
        if (layer.isLast()) {
            layer.output(withoutPixels(layer, "logits", logits));
            layer.output(withoutPixels(layer, "probabilities", result));
        }
        return result;
    }

    /** With spatial over the channels of each pixel, else over all the numbers of each group. */
    private static Value normalize(Layer layer, Value logits) {
        Section section = layer.section();
        if (section.number("spatial", 0) != 0) {
            return layer.add(new Operator.Softmax(Layer.CHANNELS, false), logits);
        }
        Shape shape = logits.shape();
        long batch = shape.dimension(0);
        long numbers = shape.elementCount() / batch;
        int groups = section.count("groups", 1);
        if (numbers % groups != 0) {
            throw section.malformed("has %d groups of %d numbers, expected a divisor".formatted(groups, numbers));
        }
        Value scaled = divideByTemperature(layer, logits);
        if (groups == 1 && numbers == Layer.size(logits, Layer.CHANNELS)) {
            return layer.add(new Operator.Softmax(Layer.CHANNELS, false), scaled);
        }
        Shape grouped = Shape.of(batch, groups, numbers / groups);
        Value parts = layer.addPart("groups", new Operator.Reshape(grouped), scaled);
        Value normal = layer.addPart("grouped", new Operator.Softmax(2, false), parts);
        return layer.add(new Operator.Reshape(shape), normal);
    }

    private static Value divideByTemperature(Layer layer, Value logits) {
        Section section = layer.section();
        float temperature = section.number("temperature", 1);
        if (temperature <= 0) {
            throw section.malformedSetting(
                    "temperature", "temperature is %s, expected a positive number".formatted(temperature));
        }
        return temperature == 1
                ? logits
                : layer.addPart("temperature", new Operator.Eltwise(Activation.linear(1 / temperature, 0)), logits);
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
        requireChannels(layer, boxes(layer.section()), BOX_NUMBERS);
        return head(layer);
    }

    private static @Nullable Value gaussianYolo(Layer layer) {
        requireChannels(layer, boxes(layer.section()), GAUSSIAN_BOX_NUMBERS);
        return head(layer);
    }

    private static int boxes(Section section) {
        return section.integers("mask").map(List::size).orElseGet(() -> section.count("num", 1));
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
