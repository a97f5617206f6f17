// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.numpy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mish4j.Shape;

/**
 * What stands before the elements.
 *
 * @param type of the elements
 * @param fortranOrder whether the first dimension varies fastest, not the last
 * @param shape of the array
 */
public record NumpyHeader(NumpyType type, boolean fortranOrder, Shape shape) {
    /**
     * Parses the dictionary {@code {'descr': '<f4', 'fortran_order': False, 'shape': (1, 3)}}.
     *
     * @throws IllegalArgumentException if it is not one, or names a type or a shape that is not read here
     */
    static NumpyHeader parse(String text) {
        Map<String, Object> entries = PythonLiteral.parseDictionary(text);
        return new NumpyHeader(
                type(entries.get("descr")), fortranOrder(entries.get("fortran_order")), shape(entries.get("shape")));
    }

    private static NumpyType type(@Nullable Object description) {
        return switch (description) {
            case String string -> NumpyType.of(string).orElseThrow(() -> unknownType(string));
            case List<?> _ -> throw new IllegalArgumentException("it holds records, expected numbers");
            case null, default -> throw new IllegalArgumentException("its header has no 'descr'");
        };
    }

    private static IllegalArgumentException unknownType(String description) {
        return new IllegalArgumentException(
                description.startsWith(">")
                        ? "its type is '%s', which is big-endian; array.astype('<%s') makes it little-endian"
                                .formatted(description, description.substring(1))
                        : "its type is '%s', expected one of %s".formatted(description, NumpyType.descriptions()));
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
