// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.mish4j.Shape;
import org.mish4j.importers.onnx.proto.TypeProto;
import org.mish4j.importers.onnx.proto.TypeProto.Dimension;
import org.mish4j.importers.onnx.proto.ValueInfoProto;

/** Sizes for the open dimensions of a model's inputs, for a message that asks for them. */
final class ShapeSuggestion {
    private static final int IMAGE_RANK = 4;
    private static final long IMAGE_CHANNELS = 3;

    /** Sizes of images that networks were trained with, the most usual first; as many as there are {@link #LENGTHS}. */
    private static final List<Long> SIDES = List.of(224L, 256L, 320L, 416L, 512L, 640L, 32L);

    /** Lengths of sequences and signals. */
    private static final List<Long> LENGTHS = List.of(128L, 256L, 512L, 1024L, 16L, 16_000L, 1L);

    private final List<ValueInfoProto> inputs;
    private final Predicate<Map<String, Shape>> fits;

    /**
     * Makes suggestions for some inputs.
     *
     * @param fits tells whether the model can be imported with shapes for these inputs
     */
    ShapeSuggestion(List<ValueInfoProto> inputs, Predicate<Map<String, Shape>> fits) {
        this.inputs = inputs;
        this.fits = fits;
    }

    /** Returns the first shapes that fit, by the inputs' names; empty if none of those that are tried does. */
    Optional<Map<String, Shape>> find() {
        try {
            for (int attempt = 0; attempt < SIDES.size(); attempt++) {
                Map<String, Shape> shapes = shapes(SIDES.get(attempt), LENGTHS.get(attempt));
                if (fits.test(shapes)) {
                    return Optional.of(shapes);
                }
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // what an input declares is no shape
        }
    }

    private Map<String, Shape> shapes(long side, long length) {
        Map<String, Long> sizes = new HashMap<>();
        Map<String, Shape> shapes = new HashMap<>();
        for (ValueInfoProto input : inputs) {
            TypeProto type = input.type();
            List<Dimension> declared = type == null || type.shape() == null
                    ? Collections.nCopies(IMAGE_RANK, new Dimension(Dimension.OPEN, ""))
                    : type.shape();
            long[] dimensions = new long[declared.size()];
            for (int axis = 0; axis < dimensions.length; axis++) {
                dimensions[axis] = size(declared, axis, side, length, sizes);
            }
            shapes.put(input.name(), Shape.of(dimensions));
        }
        return shapes;
    }

    /** Returns the size of a dimension; those that the model calls the same have the same. */
    private static long size(List<Dimension> declared, int axis, long side, long length, Map<String, Long> sizes) {
        Dimension dimension = declared.get(axis);
        if (!dimension.isOpen()) {
            return dimension.value();
        }
        long size;
        if (axis == 0) {
            size = 1;
        } else if (declared.size() < IMAGE_RANK) {
            size = length;
        } else {
            size = axis == 1 && !hasChannelsLast(declared) ? IMAGE_CHANNELS : side;
        }
        return dimension.parameter().isEmpty() ? size : sizes.computeIfAbsent(dimension.parameter(), _ -> size);
    }

    private static boolean hasChannelsLast(List<Dimension> declared) {
        Dimension last = declared.getLast();
        return !last.isOpen() && last.value() <= IMAGE_RANK;
    }
}
