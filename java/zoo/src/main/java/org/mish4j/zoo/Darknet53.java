// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import java.util.List;
import org.mish4j.Value;

/** Darknet-53: five stages of residual blocks (Redmon and Farhadi, YOLOv3, arXiv 1804.02767). */
final class Darknet53 {
    private static final List<Integer> BLOCKS = List.of(1, 2, 8, 8, 4);

    private Darknet53() {}

    static void classifier(Layers layers, Value image, long classes) {
        long filters = 32;
        Value x = layers.convolution(image, filters, 3);
        for (int stage = 0; stage < BLOCKS.size(); stage++) {
            layers.section("stage" + (stage + 1));
            filters *= 2;
            x = layers.convolution(x, filters, 3, 2);
            for (int block = 0; block < BLOCKS.get(stage); block++) {
                Value y = layers.convolution(x, filters / 2, 1);
                y = layers.convolution(y, filters, 3);
                x = layers.shortcut(y, x);
            }
        }
        layers.section("classifier");
        layers.classes(layers.projection(layers.averagePool(x), classes));
    }
}
