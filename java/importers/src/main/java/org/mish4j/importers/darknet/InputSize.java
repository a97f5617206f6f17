// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet;

import java.util.OptionalInt;
import org.mish4j.Shape;
import org.mish4j.importers.darknet.configuration.Section;

/**
 * What is asked for instead of the sizes in {@code [net]}; empty for what the file says.
 *
 * @param batch the number of images; 1 if empty, since the file's is the one for training
 * @param channels the channels of an image
 * @param height the rows of an image
 * @param width the columns of an image
 */
public record InputSize(OptionalInt batch, OptionalInt channels, OptionalInt height, OptionalInt width) {
    /** As the file says. */
    public static final InputSize OF_FILE =
            new InputSize(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    /** Returns the shape of the input of a network. */
    Shape shape(Section network) {
        boolean vector = network.has("inputs") && !network.has("width") && !network.has("height");
        if (vector && channels.isEmpty() && height.isEmpty() && width.isEmpty()) {
            return Shape.of(batch.orElse(1), network.count("inputs", 1), 1, 1);
        }
        return Shape.of(
                batch.orElse(1),
                size(network, "channels", channels),
                size(network, "height", height),
                size(network, "width", width));
    }

    private static int size(Section network, String key, OptionalInt asked) {
        if (asked.isPresent()) {
            return asked.getAsInt();
        }
        if (!network.has(key)) {
            throw network.malformed("has no '%s', expected %s=NUMBER".formatted(key, key));
        }
        return network.count(key, 1);
    }
}
