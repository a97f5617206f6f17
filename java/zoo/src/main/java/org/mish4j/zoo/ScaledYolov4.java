// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import java.util.List;
import org.mish4j.Value;

/**
 * YOLOv4-CSP and YOLOv4x-Mish (Wang et al., Scaled-YOLOv4, arXiv 2011.08036): CSP stages in the backbone, the pyramid
 * pooling and the path aggregation network, and the logistic function at the heads.
 */
final class ScaledYolov4 {
    private final Layers layers;
    private final long predictions;
    private final long width;
    private final int depth;

    private ScaledYolov4(Layers layers, long classes, long width, int depth) {
        this.layers = layers;
        this.predictions = Yolov4.predictions(classes);
        this.width = width;
        this.depth = depth;
    }

    static void csp(Layers layers, Value image, long classes) {
        new ScaledYolov4(layers, classes, 64, 2).build(image, List.of(2, 8, 8, 4));
    }

    static void xMish(Layers layers, Value image, long classes) {
        new ScaledYolov4(layers, classes, 80, 3).build(image, List.of(3, 10, 10, 5));
    }

    private void build(Value image, List<Integer> blocks) {
        List<Value> stages = CspDarknet.scaledBackbone(layers, image, width, blocks);
        layers.section("spp");
        Value large = pyramid(stages.get(4), 8 * width);

        layers.section("up4");
        Value medium = aggregate(lateralAndUp(stages.get(3), large, 4 * width), 4 * width);
        layers.section("up3");
        Value small = aggregate(lateralAndUp(stages.get(2), medium, 2 * width), 2 * width);

        layers.section("head3");
        head("stride8", small, 4 * width);
        layers.section("down4");
        medium = aggregate(layers.concat(layers.convolution(small, 4 * width, 3, 2), medium), 4 * width);
        layers.section("head4");
        head("stride16", medium, 8 * width);
        layers.section("down5");
        large = aggregate(layers.concat(layers.convolution(medium, 8 * width, 3, 2), large), 8 * width);
        layers.section("head5");
        head("stride32", large, 16 * width);
    }

    private Value pyramid(Value x, long filters) {
        Value bypass = layers.convolution(x, filters, 1);
        Value y = layers.convolution(x, filters, 1);
        y = layers.convolution(y, filters, 3);
        y = layers.convolution(y, filters, 1);
        y = pairs(layers.spatialPyramid(y), filters, depth - 1);
        return layers.convolution(layers.concat(y, bypass), filters, 1);
    }

    private Value lateralAndUp(Value stage, Value coarse, long filters) {
        Value up = layers.upsample(layers.convolution(coarse, filters, 1));
        Value lateral = layers.convolution(stage, filters, 1);
        return layers.concat(lateral, up);
    }

    private Value aggregate(Value input, long filters) {
        Value x = layers.convolution(input, filters, 1);
        Value bypass = layers.convolution(x, filters, 1);
        Value y = pairs(x, filters, depth);
        return layers.convolution(layers.concat(y, bypass), filters, 1);
    }

    private Value pairs(Value x, long filters, int count) {
        Value y = x;
        for (int pair = 0; pair < count; pair++) {
            y = layers.convolution(y, filters, 1);
            y = layers.convolution(y, filters, 3);
        }
        return y;
    }

    private void head(String output, Value x, long filters) {
        Value raw = layers.projection(layers.convolution(x, filters, 3), predictions);
        layers.output(output, layers.sigmoid(raw));
    }
}
