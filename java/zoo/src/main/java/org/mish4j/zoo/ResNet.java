// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import java.util.List;
import org.mish4j.Value;

/**
 * ResNet-50 (He et al., arXiv 1512.03385) and ResNeXt-50 (Xie et al., arXiv 1611.05431) as Darknet has them: where a
 * block changes the shape, the shortcut has no convolution, but takes every second pixel and the channels there are.
 */
final class ResNet {
    private static final List<Integer> BLOCKS = List.of(3, 4, 6, 3);

    private ResNet() {}

    static void resNet50(Layers layers, Value image, long classes) {
        build(layers, image, classes, 64, 1);
    }

    static void resNext50(Layers layers, Value image, long classes) {
        build(layers, image, classes, 128, 32);
    }

    private static void build(Layers layers, Value image, long classes, long firstWidth, long groups) {
        Value x = stem(layers, image);
        long filters = 256;
        long width = firstWidth;
        for (int stage = 0; stage < BLOCKS.size(); stage++) {
            layers.section("stage" + (stage + 1));
            for (int block = 0; block < BLOCKS.get(stage); block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                x = bottleneck(layers, x, width, filters, stride, groups);
            }
            filters *= 2;
            width *= 2;
        }
        layers.section("classifier");
        layers.classes(layers.projection(layers.averagePool(x), classes));
    }

    /** A convolution of size 7 and a pooling, each of stride 2. */
    static Value stem(Layers layers, Value image) {
        return layers.maxPool(layers.convolution(image, 64, 7, 2), 2, 2);
    }

    /** Three convolutions and a shortcut, the activation after the sum. */
    static Value bottleneck(Layers layers, Value x, long width, long filters, int stride, long groups) {
        Value y = layers.convolution(x, width, 1);
        y = layers.convolution(y, width, 3, stride, groups);
        y = layers.convolution(y, filters, 1, null);
        return layers.activate(layers.shortcut(y, x));
    }
}
