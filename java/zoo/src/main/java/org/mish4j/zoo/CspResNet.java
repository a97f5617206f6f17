// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import org.mish4j.Value;

/** CSPResNet-50 and CSPResNeXt-50: ResNets whose stages have a branch past their blocks (CSPNet, arXiv 1911.11929). */
final class CspResNet {
    private final Layers layers;
    private final long groups;

    private CspResNet(Layers layers, long groups) {
        this.layers = layers;
        this.groups = groups;
    }

    static void cspResNet50(Layers layers, Value image, long classes) {
        new CspResNet(layers, 1).build(image, classes, 64, 1024);
    }

    static void cspResNext50(Layers layers, Value image, long classes) {
        new CspResNet(layers, 32).build(image, classes, 128, 2048);
    }

    private void build(Value image, long classes, long width, long features) {
        Value x = ResNet.stem(layers, image);

        layers.section("stage1");
        Value bypass = layers.convolution(x, 128, 1);
        x = join(blocks(layers.convolution(x, 64, 1), 3, width, 128), bypass, 128);

        layers.section("stage2");
        x = transition(x, 2 * width);
        bypass = layers.convolution(x, 256, 1, null);
        x = join(blocks(layers.convolution(x, 256, 1, null), 3, 2 * width, 256), bypass, 256);

        layers.section("stage3");
        x = transition(x, 4 * width);
        bypass = layers.convolution(x, 512, 1, null);
        x = join(blocks(layers.convolution(x, 512, 1, null), 5, 4 * width, 512), bypass, 512);

        layers.section("stage4");
        x = transition(x, 8 * width);
        bypass = layers.convolution(x, 1024, 1);
        x = join(blocks(layers.convolution(x, 1024, 1), 2, 8 * width, 1024), bypass, 1024);

        layers.section("classifier");
        x = layers.convolution(x, features, 1);
        layers.classes(layers.projection(layers.averagePool(x), classes));
    }

    private Value transition(Value x, long width) {
        return layers.convolution(layers.convolution(x, width, 1), width, 3, 2, groups);
    }

    private Value blocks(Value x, int count, long width, long filters) {
        Value y = x;
        for (int block = 0; block < count; block++) {
            y = ResNet.bottleneck(layers, y, width, filters, 1, groups);
        }
        return y;
    }

    private Value join(Value x, Value bypass, long filters) {
        return layers.concat(layers.convolution(x, filters, 1), bypass);
    }
}
