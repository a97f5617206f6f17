// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import java.util.List;
import org.mish4j.Graph;

/**
 * The ImageNet classifiers that Mish was published with, and the YOLOv4 detectors, as graphs of plain operators: what can
 * be fused is left to the passes. They are those of Darknet's configuration files, layer by layer.
 *
 * <p>Each has one input "image", {@code [N, 3, height, width]}. A classifier has the outputs "logits" and "probabilities",
 * {@code [N, classes]}; a detector has one for each of its heads, "stride8" for example, {@code [N, 3 (5 + classes),
 * height / 8, width / 8]}: what its [yolo] section gets.
 */
public final class Zoo {
    private Zoo() {}

    /** Returns the names of the networks. */
    public static List<String> names() {
        return Network.ALL.stream().map(Network::name).toList();
    }

    /**
     * Builds a network.
     *
     * @param name one of {@link #names}
     * @throws IllegalArgumentException if there is none of that name, or if it can't have the size
     * @throws org.mish4j.ModelFormatException if a file of weights is not this network's
     * @throws java.io.UncheckedIOException if a file of weights can't be read
     */
    public static Graph build(String name, ZooOptions options) {
        return Network.ALL.stream()
                .filter(network -> network.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the zoo has no network '%s'; it has %s".formatted(name, String.join(", ", names()))))
                .build(options);
    }

    /** YOLOv4 for square images, with seeded weights. */
    public static Graph yolov4(long size) {
        return Network.YOLOV4.build(ZooOptions.ofSize(size));
    }

    /** YOLOv4-tiny for square images, with seeded weights. */
    public static Graph yolov4Tiny(long size) {
        return Network.YOLOV4_TINY.build(ZooOptions.ofSize(size));
    }

    /** YOLOv4-CSP for square images, with seeded weights. */
    public static Graph yolov4Csp(long size) {
        return Network.YOLOV4_CSP.build(ZooOptions.ofSize(size));
    }

    /** YOLOv4x-Mish for square images, with seeded weights. */
    public static Graph yolov4xMish(long size) {
        return Network.YOLOV4X_MISH.build(ZooOptions.ofSize(size));
    }

    /** CSPDarknet-53 for square images, with seeded weights. */
    public static Graph cspDarknet53(long size) {
        return Network.CSPDARKNET53.build(ZooOptions.ofSize(size));
    }

    /** Darknet-53 for square images, with seeded weights. */
    public static Graph darknet53(long size) {
        return Network.DARKNET53.build(ZooOptions.ofSize(size));
    }

    /** ResNet-50 for square images, with seeded weights. */
    public static Graph resNet50(long size) {
        return Network.RESNET50.build(ZooOptions.ofSize(size));
    }

    /** ResNeXt-50 for square images, with seeded weights. */
    public static Graph resNext50(long size) {
        return Network.RESNEXT50.build(ZooOptions.ofSize(size));
    }

    /** CSPResNet-50 for square images, with seeded weights. */
    public static Graph cspResNet50(long size) {
        return Network.CSPRESNET50.build(ZooOptions.ofSize(size));
    }

    /** CSPResNeXt-50 for square images, with seeded weights. */
    public static Graph cspResNext50(long size) {
        return Network.CSPRESNEXT50.build(ZooOptions.ofSize(size));
    }

    /** DenseNet-201 for square images, with seeded weights. */
    public static Graph denseNet201(long size) {
        return Network.DENSENET201.build(ZooOptions.ofSize(size));
    }
}
