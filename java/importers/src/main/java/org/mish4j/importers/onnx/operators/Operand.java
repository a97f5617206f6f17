// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import org.mish4j.Constant;
import org.mish4j.Shape;
import org.mish4j.Value;

/** What a name of an ONNX graph stands for. */
public sealed interface Operand {
    /** Returns its shape. */
    Shape shape();

    /**
     * A value that only an inference gives.
     *
     * @param value the value in the graph that is being built
     */
    record Computed(Value value) implements Operand {
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
        public Shape shape() {
            return constant.shape();
        }
    }
}
