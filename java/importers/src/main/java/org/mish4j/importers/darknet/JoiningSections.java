// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Value;

/** Sections that join the results of several others. */
final class JoiningSections {
    private JoiningSections() {}

    static Map<String, SectionImporter> importers() {
        return Map.of("route", JoiningSections::route, "shortcut", JoiningSections::shortcut);
    }

    /** Concatenation along the channels; with groups, of one group of the channels of each. */
    private static Value route(Layer layer) {
        Section section = layer.section();
        int groups = section.count("groups", 1);
        int group = section.integer("group_id", 0, 0, groups - 1);
        List<Value> parts = new ArrayList<>();
        for (int reference : layer.references("layers")) {
            Value part = layer.referred("layers", reference);
            parts.add(groups == 1 ? part : channelGroup(layer, part, groups, group));
        }
        return parts.size() == 1 ? parts.getFirst() : layer.add(new Operator.Concat(Layer.CHANNELS), parts);
    }

    private static Value channelGroup(Layer layer, Value x, int groups, int group) {
        long channels = Layer.size(x, Layer.CHANNELS);
        if (channels % groups != 0) {
            throw layer.section()
                    .malformed(
                            "has %d groups of a layer of %d channels, expected a divisor".formatted(groups, channels));
        }
        return channels(layer, x, group * (channels / groups), channels / groups);
    }

    /** Adds to the input one result after the other, then applies the activation. */
    private static Value shortcut(Layer layer) {
        Section section = layer.section();
        String weights = section.text("weights_type", "none");
        String normalization = section.text("weights_normalization", "none");
        if (!weights.equals("none")) {
            throw section.unsupported("weights_type=%s, weights_normalization=%s".formatted(weights, normalization));
        }
        Value sum = layer.input();
        for (int reference : layer.references("from")) {
            sum = addFrom(layer, sum, layer.referred("from", reference));
        }
        return Activations.apply(layer, "linear", sum);
    }

    private static Value addFrom(Layer layer, Value x, Value from) {
        if (from.shape().equals(x.shape())) {
            return layer.add(new Operator.Binary(BinaryKind.ADD), x, from);
        }
        long channels = Math.min(Layer.size(x, Layer.CHANNELS), Layer.size(from, Layer.CHANNELS));
        Value sampled = sample(layer, x, from, channels);
        return layer.add(new Operator.Binary(BinaryKind.ADD), x, widen(layer, sampled, x));
    }

    /**
     * Appends channels of zeros until there are as many as x has: an addition of equal shapes becomes part of the
     * convolution before it. Stored as one pixel, they take no memory before a graph is compiled.
     */
    private static Value widen(Layer layer, Value sampled, Value x) {
        long missing = Layer.size(x, Layer.CHANNELS) - Layer.size(sampled, Layer.CHANNELS);
        if (missing == 0) {
            return sampled;
        }
        Value pixel = layer.zeros("zeros", x.shape().dimension(0), missing, 1, 1);
        List<Long> size = List.of(Layer.size(x, Layer.HEIGHT), Layer.size(x, Layer.WIDTH));
        Value zeros = layer.addPart("other_channels", new Operator.ResizeNearest(size), pixel);
        return layer.addPart("widened", new Operator.Concat(Layer.CHANNELS), sampled, zeros);
    }

    /** Every s-th pixel, s the ratio of widths, of the first channels. */
    private static Value sample(Layer layer, Value x, Value from, long channels) {
        long stepX = Layer.size(from, Layer.WIDTH) / Layer.size(x, Layer.WIDTH);
        long stepY = Layer.size(from, Layer.HEIGHT) / Layer.size(x, Layer.HEIGHT);
        if (stepX < 1 || stepX != stepY) {
            throw layer.section()
                    .malformed("adds %s to %s, expected height and width the same multiple"
                            .formatted(from.shape(), x.shape()));
        }
        return layer.addPart(
                "sampled",
                new Operator.Slice(
                        List.of(0L, 0L, 0L, 0L),
                        List.of(
                                from.shape().dimension(0),
                                channels,
                                Layer.size(x, Layer.HEIGHT),
                                Layer.size(x, Layer.WIDTH)),
                        List.of(1L, 1L, stepY, stepX)),
                from);
    }

    private static Value channels(Layer layer, Value x, long start, long count) {
        return layer.addPart(
                "channels",
                new Operator.Slice(
                        List.of(0L, start, 0L, 0L),
                        List.of(x.shape().dimension(0), count, Layer.size(x, Layer.HEIGHT), Layer.size(x, Layer.WIDTH)),
                        List.of(1L, 1L, 1L, 1L)),
                x);
    }
}
