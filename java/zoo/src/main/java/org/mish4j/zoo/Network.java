// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import java.util.List;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.Value;

/**
 * A network of the zoo.
 *
 * @param usualSize the height and width of its images where none is asked for
 * @param mainActivation the activation that can be exchanged
 */
record Network(String name, long usualSize, Kind kind, Activation mainActivation, Definition definition) {
    static final Network YOLOV4 = new Network("yolov4", 416, Kind.DETECTOR, Activation.mish(), Yolov4::detector);
    static final Network YOLOV4_TINY =
            new Network("yolov4-tiny", 416, Kind.DETECTOR, Layers.leaky(), Yolov4Tiny::detector);
    static final Network YOLOV4_CSP =
            new Network("yolov4-csp", 512, Kind.DETECTOR, Activation.mish(), ScaledYolov4::csp);
    static final Network YOLOV4X_MISH =
            new Network("yolov4x-mish", 640, Kind.DETECTOR, Activation.mish(), ScaledYolov4::xMish);
    static final Network CSPDARKNET53 =
            new Network("cspdarknet53", 256, Kind.CLASSIFIER, Activation.mish(), CspDarknet::classifier);
    static final Network DARKNET53 =
            new Network("darknet53", 256, Kind.CLASSIFIER, Activation.mish(), Darknet53::classifier);
    static final Network RESNET50 = new Network("resnet50", 224, Kind.CLASSIFIER, Activation.mish(), ResNet::resNet50);
    static final Network RESNEXT50 =
            new Network("resnext50", 224, Kind.CLASSIFIER, Activation.mish(), ResNet::resNext50);
    static final Network CSPRESNET50 =
            new Network("cspresnet50", 224, Kind.CLASSIFIER, Activation.mish(), CspResNet::cspResNet50);
    static final Network CSPRESNEXT50 =
            new Network("cspresnext50", 224, Kind.CLASSIFIER, Activation.mish(), CspResNet::cspResNext50);
    static final Network DENSENET201 =
            new Network("densenet201", 256, Kind.CLASSIFIER, Activation.mish(), DenseNet::denseNet201);

    static final List<Network> ALL = List.of(
            YOLOV4,
            YOLOV4_TINY,
            YOLOV4_CSP,
            YOLOV4X_MISH,
            CSPDARKNET53,
            DARKNET53,
            RESNET50,
            RESNEXT50,
            CSPRESNET50,
            CSPRESNEXT50,
            DENSENET201);

    /** What a network is for. */
    enum Kind {
        CLASSIFIER(1000, 1),
        /** Its paths of different scales meet only where each size can be halved five times without a rest. */
        DETECTOR(80, 32);

        private final long classes;
        private final long sizeMultiple;

        Kind(long classes, long sizeMultiple) {
            this.classes = classes;
            this.sizeMultiple = sizeMultiple;
        }
    }

    /** Adds a network's layers and outputs. */
    @FunctionalInterface
    interface Definition {
        void addTo(Layers layers, Value image, long classes);
    }

    Graph build(ZooOptions options) {
        Activation activation = options.activation() == null ? mainActivation : options.activation();
        Layers layers = new Layers(name, options.weights(), activation);
        Value image = layers.input("image", options.batch(), 3, size(options.height()), size(options.width()));
        definition.addTo(layers, image, options.classes() == 0 ? kind.classes : options.classes());
        return layers.build();
    }

    private long size(long given) {
        long size = given == 0 ? usualSize : given;
        if (size % kind.sizeMultiple != 0) {
            throw new IllegalArgumentException("network '%s' takes images whose sizes are multiples of %d, found %d"
                    .formatted(name, kind.sizeMultiple, size));
        }
        return size;
    }
}
