// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import java.util.IdentityHashMap;
import java.util.Map;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Elements;

/** The graph that is being built, in which each constant is one value however many nodes read it. */
public final class GraphAssembly {
    private final Graph.Builder builder;
    private final Map<Constant, Value> constants = new IdentityHashMap<>();

    /** Makes an assembly on a builder. */
    public GraphAssembly(Graph.Builder builder) {
        this.builder = builder;
    }

    /** Returns the builder. */
    public Graph.Builder builder() {
        return builder;
    }

    /** Returns the value of a constant as it is. */
    public Value constant(String name, Constant constant) {
        return constants.computeIfAbsent(constant, key -> builder.constant(name, key));
    }

    /**
     * Returns the value of a constant as an operand of the graph's operators: in {@link TensorType#F32}.
     *
     * @throws IllegalArgumentException if the constant is not of a floating-point type
     */
    Value floatConstant(Operand.Known known) {
        Constant constant = known.constant();
        if (!Elements.isFloatingPoint(constant.type())) {
            throw new IllegalArgumentException("input '%s' is %s, expected a floating-point type"
                    .formatted(known.name(), constant));
        }
        return constants.computeIfAbsent(
                constant, key -> builder.constant(known.name(), Elements.convert(key, TensorType.F32)));
    }
}
