// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import org.mish4j.Value;

/** YOLOv4-tiny (Wang et al., Scaled-YOLOv4, arXiv 2011.08036): three CSP blocks that halve the channels, two heads. */
final class Yolov4Tiny {
    private Yolov4Tiny() {}

    /**
     * The two results of a block.
     *
     * @param inner before the branches join
     * @param outer after they did
     */
    private record Block(Value inner, Value outer) {}

    static void detector(Layers layers, Value image, long classes) {
        long predictions = Yolov4.predictions(classes);
        Value x = layers.convolution(image, 32, 3, 2);
        x = layers.convolution(x, 64, 3, 2);
        layers.section("block1");
        x = layers.maxPool(block(layers, x, 64).outer(), 2, 2);
        layers.section("block2");
        x = layers.maxPool(block(layers, x, 128).outer(), 2, 2);
        layers.section("block3");
        Block block = block(layers, x, 256);
        x = layers.maxPool(block.outer(), 2, 2);

        layers.section("head5");
        x = layers.convolution(x, 512, 3);
        Value coarse = layers.convolution(x, 256, 1);
        layers.output("stride32", layers.projection(layers.convolution(coarse, 512, 3), predictions));
        layers.section("head4");
        Value up = layers.upsample(layers.convolution(coarse, 128, 1));
        x = layers.convolution(layers.concat(up, block.inner()), 256, 3);
        layers.output("stride16", layers.projection(x, predictions));
    }

    private static Block block(Layers layers, Value input, long filters) {
        Value x = layers.convolution(input, filters, 3);
        Value first = layers.convolution(layers.secondHalf(x), filters / 2, 3);
        Value second = layers.convolution(first, filters / 2, 3);
        Value inner = layers.convolution(layers.concat(second, first), filters, 1);
        return new Block(inner, layers.concat(x, inner));
    }
}
