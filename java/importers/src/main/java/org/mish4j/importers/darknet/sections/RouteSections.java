// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mish4j.Operator;
import org.mish4j.Value;
import org.mish4j.importers.darknet.configuration.Section;

/** The section [route]. */
final class RouteSections {
    private RouteSections() {}

    static Map<String, SectionImporter> importers() {
        return Map.of("route", RouteSections::route);
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
