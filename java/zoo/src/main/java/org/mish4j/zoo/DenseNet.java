// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import java.util.List;
import org.mish4j.Value;

/**
 * DenseNet-201: every layer reads the results of all layers before it in its block (Huang et al., arXiv 1608.06993).
 * As Darknet has it, the activation follows the convolution.
 */
final class DenseNet {
    private static final List<Integer> LAYERS = List.of(6, 12, 48, 32);
    private static final long GROWTH = 32;

    private DenseNet() {}

    static void denseNet201(Layers layers, Value image, long classes) {
        Value x = ResNet.stem(layers, image);
        long width = 128;
        for (int block = 0; block < LAYERS.size(); block++) {
            layers.section("block" + (block + 1));
            for (int layer = 0; layer < LAYERS.get(block); layer++) {
                Value y = layers.convolution(x, 4 * GROWTH, 1);
                y = layers.convolution(y, GROWTH, 3);
                x = layers.concat(y, x);
            }
            if (block < LAYERS.size() - 1) {
                layers.section("transition" + (block + 1));
                x = layers.maxPool(layers.convolution(x, width, 1), 2, 2);
                width *= 2;
            }
        }
        layers.section("classifier");
        layers.classes(layers.averagePool(layers.projection(x, classes)));
    }
}
