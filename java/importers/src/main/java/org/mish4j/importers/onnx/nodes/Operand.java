// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.nodes;

import org.mish4j.Constant;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Elements;

/** What a name of an ONNX graph stands for. */
public sealed interface Operand {
    /** Returns its shape. */
    Shape shape();

    /** Returns the type of its elements in the file. */
    TensorType type();

    /**
     * A value that only an inference gives. In the graph that is being built its elements are computed, or read, as {@link
     * TensorType#F32}, whatever their type in the file: truth values are 0 and 1.
     *
     * @param value the value in the graph
     * @param type the type in the file; any floating-point type is {@link TensorType#F32}
     */
    record Computed(Value value, TensorType type) implements Operand {
        /** Makes a value of floating-point numbers. */
        public Computed(Value value) {
            this(value, TensorType.F32);
        }

        /** Makes a value whose elements have a type in the file. */
        public static Computed of(Value value, TensorType type) {
            return new Computed(value, Elements.isFloatingPoint(type) ? TensorType.F32 : type);
        }

        @Override
        public Shape shape() {
            return value.shape();
        }
    }

    /**
     * A value that is known at import.
     *
     * @param name its name in the file, for people
     * @param constant the value
     */
    record Known(String name, Constant constant) implements Operand {
        @Override
        public TensorType type() {
            return constant.type();
        }

        @Override
        public Shape shape() {
            return constant.shape();
        }
    }
}
