// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Shape;
import org.mish4j.Value;

/** The section [shortcut]: a sum of results, weighted where it has weights. */
final class ShortcutSections {
    private ShortcutSections() {}

    static Map<String, SectionImporter> importers() {
        return Map.of("shortcut", ShortcutSections::shortcut);
    }

    /** Adds to the input one result after the other, then applies the activation. */
    private static Value shortcut(Layer layer) {
        List<Value> summands = new ArrayList<>(List.of(layer.input()));
        for (int reference : layer.references("from")) {
            summands.add(fit(layer, layer.input(), layer.referred("from", reference)));
        }
        List<Value> weighted = ShortcutWeights.apply(layer, summands);
        Value sum = weighted.getFirst();
        for (Value summand : weighted.subList(1, weighted.size())) {
            sum = layer.add(new Operator.Binary(BinaryKind.ADD), sum, summand);
        }
        return Activations.apply(layer, "linear", sum);
    }

    private static Value fit(Layer layer, Value x, Value from) {
        if (from.shape().equals(x.shape())) {
            return from;
        }
        long channels = Math.min(Layer.size(x, Layer.CHANNELS), Layer.size(from, Layer.CHANNELS));
        return widen(layer, sample(layer, x, from, channels), x);
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
        Value pixel = layer.constant("zeros", Shape.of(x.shape().dimension(0), missing, 1, 1), _ -> {});
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
}
