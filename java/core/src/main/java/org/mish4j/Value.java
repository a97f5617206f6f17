// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import org.jspecify.annotations.Nullable;

/** A tensor within a {@link Graph}: an input, a constant, or the result of a node. Told from others by identity. */
public final class Value {
    private final String name;
    private final TensorType type;
    private final Shape shape;
    private final @Nullable Constant constant;

    Value(String name, TensorType type, Shape shape, @Nullable Constant constant) {
        this.name = name;
        this.type = type;
        this.shape = shape;
        this.constant = constant;
    }

    /** Returns the name, for people; not necessarily unique, except among a graph's inputs. */
    public String name() {
        return name;
    }

    /** Returns the type of the elements. */
    public TensorType type() {
        return type;
    }

    /** Returns the shape. */
    public Shape shape() {
        return shape;
    }

    /** Returns the elements of a constant; null for any other value. */
    public @Nullable Constant constant() {
        return constant;
    }

    /** Tells whether this is a constant. */
    public boolean isConstant() {
        return constant != null;
    }

    /** Returns the value in the form {@code name: F32[1, 3, 224, 224]}. */
    @Override
    public String toString() {
        return name + ": " + type + shape;
    }
}
