// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import org.jspecify.annotations.Nullable;
import org.mish4j.Activation;

/**
 * How a network of the {@link Zoo} is built.
 *
 * @param activation what takes the place of the network's main activation: of Mish, in YOLOv4-tiny of leaky ReLU. Others,
 *     such as the leaky ReLU in the neck of YOLOv4, stay. Null leaves it as it is
 * @param batch the number of images, at least 1
 * @param height the height of an image in pixels; 0 is the network's usual one
 * @param width the width of an image in pixels; 0 is the network's usual one
 * @param classes how many classes are told apart; 0 is 1000 of a classifier, 80 of a detector
 * @param weights where the parameters come from
 */
public record ZooOptions(
        @Nullable Activation activation, long batch, long height, long width, long classes, WeightSource weights) {
    private static final long DEFAULT_SEED = 7;
    private static final ZooOptions DEFAULTS = new ZooOptions(null, 1, 0, 0, 0, WeightSource.seeded(DEFAULT_SEED));

    /** Checks the numbers. */
    public ZooOptions {
        requireRange("batch", batch, 1);
        requireRange("height", height, 0);
        requireRange("width", width, 0);
        requireRange("classes", classes, 0);
    }

    private static void requireRange(String name, long number, long least) {
        if (number < least || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "%s is %d, expected %d to %d".formatted(name, number, least, Integer.MAX_VALUE));
        }
    }

    /** Returns the default: the network as it was published, one image of its usual size, weights of seed 7. */
    public static ZooOptions defaults() {
        return DEFAULTS;
    }

    /** Returns the default with square images. */
    public static ZooOptions ofSize(long size) {
        return DEFAULTS.withSize(size, size);
    }

    /** Returns these options with another activation. */
    public ZooOptions withActivation(Activation newActivation) {
        return new ZooOptions(newActivation, batch, height, width, classes, weights);
    }

    /** Returns these options with another number of images. */
    public ZooOptions withBatch(long newBatch) {
        return new ZooOptions(activation, newBatch, height, width, classes, weights);
    }

    /** Returns these options with another size of the images. */
    public ZooOptions withSize(long newHeight, long newWidth) {
        return new ZooOptions(activation, batch, newHeight, newWidth, classes, weights);
    }

    /** Returns these options with another number of classes. */
    public ZooOptions withClasses(long newClasses) {
        return new ZooOptions(activation, batch, height, width, newClasses, weights);
    }

    /** Returns these options with other weights. */
    public ZooOptions withWeights(WeightSource newWeights) {
        return new ZooOptions(activation, batch, height, width, classes, newWeights);
    }
}
