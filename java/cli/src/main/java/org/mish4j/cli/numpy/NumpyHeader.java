// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.numpy;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mish4j.Shape;

/**
 * What stands before the elements.
 *
 * @param type of the elements
 * @param order of an element's bytes; little-endian where there is but one
 * @param fortranOrder whether the first dimension varies fastest, not the last
 * @param shape of the array
 */
public record NumpyHeader(NumpyType type, ByteOrder order, boolean fortranOrder, Shape shape) {
    /**
     * Parses the dictionary {@code {'descr': '<f4', 'fortran_order': False, 'shape': (1, 3)}}.
     *
     * @throws IllegalArgumentException if it is not one, or names a type or a shape that is not read here
     */
    static NumpyHeader parse(String text) {
        Map<String, Object> entries = PythonLiteral.parseDictionary(text);
        String description = description(entries.get("descr"));
        return new NumpyHeader(
                type(description),
                description.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                fortranOrder(entries.get("fortran_order")),
                shape(entries.get("shape")));
    }

    private static String description(@Nullable Object description) {
        return switch (description) {
            case String string -> string;
            case List<?> _ -> throw new IllegalArgumentException("it holds records, expected numbers");
            case null, default -> throw new IllegalArgumentException("its header has no 'descr'");
        };
    }

    /** The character for the byte order is a bar where there is none: for single bytes, and bytes of no known type. */
    private static NumpyType type(String description) {
        Optional<NumpyType> found =
                description.matches("[<>|].+") ? NumpyType.of(description.substring(1)) : Optional.empty();
        return found.filter(type -> !description.startsWith("|") || type.byteSize() == 1 || type == NumpyType.V2)
                .orElseThrow(() -> new IllegalArgumentException("its type is '%s', expected one of %s, or big-endian"
                        .formatted(description, NumpyType.descriptions())));
    }

    private static boolean fortranOrder(@Nullable Object value) {
        if (value instanceof Boolean fortranOrder) {
            return fortranOrder;
        }
        throw new IllegalArgumentException("its header has no 'fortran_order'");
    }

    private static Shape shape(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException("its header has no 'shape'");
        }
        long[] dimensions = new long[list.size()];
        for (int axis = 0; axis < dimensions.length; axis++) {
            if (!(list.get(axis) instanceof Long dimension)) {
                throw new IllegalArgumentException(
                        "its header has the shape %s, expected whole numbers".formatted(list));
            }
            dimensions[axis] = dimension;
        }
        return Shape.of(dimensions);
    }
}
