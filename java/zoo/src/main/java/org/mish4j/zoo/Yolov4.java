// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import java.util.List;
import org.mish4j.Value;

/**
 * YOLOv4 (Bochkovskiy et al., arXiv 2004.10934): CSPDarknet-53 with Mish; a neck of spatial pyramid pooling and a path
 * aggregation network with leaky ReLU; three heads.
 */
final class Yolov4 {
    private final Layers layers;
    private final long predictions;

    private Yolov4(Layers layers, long classes) {
        this.layers = layers;
        this.predictions = predictions(classes);
    }

    /** Returns the number of channels of a head: box, objectness and classes of three anchors. */
    static long predictions(long classes) {
        return 3 * (4 + 1 + classes);
    }

    static void detector(Layers layers, Value image, long classes) {
        new Yolov4(layers, classes).build(CspDarknet.backbone(layers, image));
    }

    private void build(List<Value> stages) {
        layers.section("spp");
        Value large = three(stages.get(4), 512);
        large = three(layers.spatialPyramid(large), 512);

        layers.section("up4");
        Value medium = five(lateralAndUp(stages.get(3), large, 256), 256);
        layers.section("up3");
        Value small = five(lateralAndUp(stages.get(2), medium, 128), 128);

        layers.section("head3");
        head("stride8", small, 256);
        layers.section("down4");
        medium = five(layers.concat(convolution(small, 256, 3, 2), medium), 256);
        layers.section("head4");
        head("stride16", medium, 512);
        layers.section("down5");
        large = five(layers.concat(convolution(medium, 512, 3, 2), large), 512);
        layers.section("head5");
        head("stride32", large, 1024);
    }

    /** The stage's result and the enlarged coarser one, each with a number of channels, one beside the other. */
    private Value lateralAndUp(Value stage, Value coarse, long filters) {
        Value up = layers.upsample(convolution(coarse, filters, 1, 1));
        Value lateral = convolution(stage, filters, 1, 1);
        return layers.concat(lateral, up);
    }

    private Value three(Value x, long filters) {
        Value y = convolution(x, filters, 1, 1);
        y = convolution(y, 2 * filters, 3, 1);
        return convolution(y, filters, 1, 1);
    }

    private Value five(Value x, long filters) {
        Value y = three(x, filters);
        y = convolution(y, 2 * filters, 3, 1);
        return convolution(y, filters, 1, 1);
    }

    private void head(String output, Value x, long filters) {
        layers.output(output, layers.projection(convolution(x, filters, 3, 1), predictions));
    }

    private Value convolution(Value x, long filters, int size, int stride) {
        return layers.convolution(x, filters, size, stride, 1, Layers.leaky());
    }
}
