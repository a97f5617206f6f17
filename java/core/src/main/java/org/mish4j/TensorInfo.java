// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/**
 * An input or output of a model.
 *
 * @param name its name
 * @param type of its elements
 * @param shape its shape
 */
public record TensorInfo(String name, TensorType type, Shape shape) {
    /** Returns the tensor in the form {@code image: F32[1, 3, 224, 224]}. */
    @Override
    public String toString() {
        return name + ": " + type + shape;
    }
}
