// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import java.util.List;
import org.mish4j.Value;

/**
 * CSPDarknet-53: five stages of residual blocks, which only half of the channels go through (Wang et al., CSPNet, arXiv
 * 1911.11929). The backbone of YOLOv4 and, with other depths and widths, of Scaled-YOLOv4.
 */
final class CspDarknet {
    /** How many blocks the stages after the first have, which has one. */
    private static final List<Integer> BLOCKS = List.of(2, 8, 8, 4);

    private static final long WIDTH = 64;

    private CspDarknet() {}

    /** The classifier. */
    static void classifier(Layers layers, Value image, long classes) {
        Value features = backbone(layers, image).getLast();
        layers.section("classifier");
        layers.classes(layers.projection(layers.averagePool(features), classes));
    }

    /** Returns the results of the five stages, each half as large as the one before. */
    static List<Value> backbone(Layers layers, Value image) {
        Value x = layers.convolution(image, WIDTH / 2, 3);
        Value first = firstStage(layers, x);
        return withFurtherStages(layers, first, WIDTH, BLOCKS);
    }

    /**
     * The same with a plain residual block as its first stage, as Scaled-YOLOv4 has it.
     *
     * @param width the number of channels after the first stage
     * @param blocks how many blocks the other stages have
     */
    static List<Value> scaledBackbone(Layers layers, Value image, long width, List<Integer> blocks) {
        Value x = layers.convolution(image, 32, 3);
        layers.section("stage1");
        x = layers.convolution(x, width, 3, 2);
        Value first = residual(layers, x, width / 2, width);
        return withFurtherStages(layers, first, width, blocks);
    }

    private static List<Value> withFurtherStages(Layers layers, Value first, long width, List<Integer> blocks) {
        Value second = stage(layers, 2, first, 2 * width, blocks.get(0));
        Value third = stage(layers, 3, second, 4 * width, blocks.get(1));
        Value fourth = stage(layers, 4, third, 8 * width, blocks.get(2));
        Value fifth = stage(layers, 5, fourth, 16 * width, blocks.get(3));
        return List.of(first, second, third, fourth, fifth);
    }

    /** The first stage is too narrow to be halved: both of its branches have all channels. */
    private static Value firstStage(Layers layers, Value image) {
        layers.section("stage1");
        Value x = layers.convolution(image, WIDTH, 3, 2);
        Value bypass = layers.convolution(x, WIDTH, 1);
        Value y = layers.convolution(x, WIDTH, 1);
        y = residual(layers, y, WIDTH / 2, WIDTH);
        y = layers.convolution(y, WIDTH, 1);
        return layers.convolution(layers.concat(y, bypass), WIDTH, 1);
    }

    private static Value stage(Layers layers, int number, Value input, long filters, int blocks) {
        layers.section("stage" + number);
        Value x = layers.convolution(input, filters, 3, 2);
        Value bypass = layers.convolution(x, filters / 2, 1);
        Value y = layers.convolution(x, filters / 2, 1);
        for (int block = 0; block < blocks; block++) {
            y = residual(layers, y, filters / 2, filters / 2);
        }
        y = layers.convolution(y, filters / 2, 1);
        return layers.convolution(layers.concat(y, bypass), filters, 1);
    }

    private static Value residual(Layers layers, Value x, long inner, long outer) {
        Value y = layers.convolution(x, inner, 1);
        y = layers.convolution(y, outer, 3);
        return layers.shortcut(y, x);
    }
}
