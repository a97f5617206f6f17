// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.util.List;
import java.util.Map;
import org.mish4j.Operator;
import org.mish4j.Operator.PoolingKind;
import org.mish4j.Operator.ReductionKind;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.importers.darknet.configuration.Section;

/** Sections that pool. */
final class PoolingSections {
    private PoolingSections() {}

    static Map<String, SectionImporter> importers() {
        return Map.of(
                "maxpool", PoolingSections::maximum,
                "max", PoolingSections::maximum,
                "local_avgpool", PoolingSections::average,
                "local_avg", PoolingSections::average,
                "avgpool", PoolingSections::global,
                "avg", PoolingSections::global);
    }

    private static Value maximum(Layer layer) {
        Section section = layer.section();
        section.requireUnset("maxpool_zero_nonmax");
        if (section.flag("maxpool_depth")) {
            return acrossChannels(layer);
        }
        if (!Antialiasing.isAsked(section)) {
            return pool(layer, PoolingKind.MAX, strides(section));
        }
        return Antialiasing.apply(layer, strides(section), pool(layer, PoolingKind.MAX, List.of(1L, 1L)));
    }

    /** Of C channels the maximum of every K-th, from each of the first K on. */
    private static Value acrossChannels(Layer layer) {
        Section section = layer.section();
        section.requireUnset("antialiasing");
        Value x = layer.input();
        long channels = Layer.size(x, Layer.CHANNELS);
        int results = section.count("out_channels", 1);
        if (channels % results != 0) {
            throw section.malformed(
                    "has out_channels %d and %d input channels, expected a divisor".formatted(results, channels));
        }
        Shape parts = Shape.of(
                x.shape().dimension(0),
                channels / results,
                results,
                Layer.size(x, Layer.HEIGHT),
                Layer.size(x, Layer.WIDTH));
        Value grouped = layer.addPart("parts", new Operator.Reshape(parts), x);
        return layer.add(new Operator.Reduce(ReductionKind.MAX, List.of(1), false), grouped);
    }

    private static Value average(Layer layer) {
        return pool(layer, PoolingKind.AVERAGE_EXCLUDE_PADDING, strides(layer.section()));
    }

    private static List<Long> strides(Section section) {
        int stride = section.count("stride", 1);
        return List.of((long) section.count("stride_y", stride), (long) section.count("stride_x", stride));
    }

    private static Value pool(Layer layer, PoolingKind kind, List<Long> strides) {
        Section section = layer.section();
        long size = section.count("size", section.count("stride", 1));
        long padding = section.integer("padding", (int) (size - 1), 0, Integer.MAX_VALUE);
        long before = padding / 2;
        Window window = Windows.over(layer.input(), size, strides, 1, before, padding - before);
        return layer.add(new Operator.Pooling(kind, List.of(size, size), window), layer.input());
    }

    private static Value global(Layer layer) {
        Value images = layer.input();
        return layer.add(
                Operator.Reduce.ofImages(ReductionKind.MEAN, images.shape().rank()), images);
    }
}
