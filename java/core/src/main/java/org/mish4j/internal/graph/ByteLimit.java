// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.graph;

import java.util.Optional;
import org.mish4j.Shape;
import org.mish4j.TensorType;

/** How many bytes a value may have: 2<sup>40</sup>, as in the C ABI. */
public final class ByteLimit {
    private static final long MAX_BYTES = 1L << 40;

    private ByteLimit() {}

    /** Returns what is wrong with a value's shape, if it has too many bytes. */
    public static Optional<String> problem(TensorType type, Shape shape) {
        return shape.elementCount() > MAX_BYTES / type.byteSize()
                ? Optional.of("the shape %s has more than %d bytes".formatted(shape, MAX_BYTES))
                : Optional.empty();
    }
}
