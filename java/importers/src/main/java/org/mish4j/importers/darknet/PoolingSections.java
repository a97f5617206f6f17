// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet;

import java.util.List;
import java.util.Map;
import org.mish4j.Operator;
import org.mish4j.Operator.PoolingKind;
import org.mish4j.Value;
import org.mish4j.Window;

/** Sections that pool. */
final class PoolingSections {
    private PoolingSections() {}

    static Map<String, SectionImporter> importers() {
        return Map.of(
                "maxpool", PoolingSections::maximum,
                "max", PoolingSections::maximum,
                "local_avgpool", layer -> pool(layer, PoolingKind.AVERAGE_EXCLUDE_PADDING),
                "local_avg", layer -> pool(layer, PoolingKind.AVERAGE_EXCLUDE_PADDING),
                "avgpool", PoolingSections::global,
                "avg", PoolingSections::global);
    }

    private static Value maximum(Layer layer) {
        layer.section().requireUnset("antialiasing", "maxpool_depth", "maxpool_zero_nonmax");
        return pool(layer, PoolingKind.MAX);
    }

    private static Value pool(Layer layer, PoolingKind kind) {
        Section section = layer.section();
        int stride = section.count("stride", 1);
        long strideX = section.count("stride_x", stride);
        long strideY = section.count("stride_y", stride);
        long size = section.count("size", stride);
        long padding = section.integer("padding", (int) (size - 1), 0, Integer.MAX_VALUE);
        long before = padding / 2;
        long after = padding - before;
        Window window =
                new Window(List.of(strideY, strideX), List.of(1L, 1L), List.of(before, before), List.of(after, after));
        return layer.add(new Operator.Pooling(kind, List.of(size, size), window), layer.input());
    }

    private static Value global(Layer layer) {
        return layer.add(new Operator.GlobalPooling(PoolingKind.AVERAGE_EXCLUDE_PADDING), layer.input());
    }
}
