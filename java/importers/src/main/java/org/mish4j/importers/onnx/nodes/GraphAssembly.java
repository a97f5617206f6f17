// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.nodes;

import java.util.IdentityHashMap;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Elements;

/** The graph that is being built, in which each constant is one value however many nodes read it. */
public final class GraphAssembly {
    private final Graph.Builder builder;
    private final IdentityHashMap<Constant, Value> constants = new IdentityHashMap<>();

    /** Makes an assembly on a builder. */
    public GraphAssembly(Graph.Builder builder) {
        this.builder = builder;
    }

    /** Returns the builder. */
    public Graph.Builder builder() {
        return builder;
    }

    /** Returns the value of a constant of floating-point type in {@link TensorType#F32}, as an operand of operators. */
    Value floatConstant(Operand.Known known) {
        return constants.computeIfAbsent(
                known.constant(), key -> builder.constant(known.name(), Elements.convert(key, TensorType.F32)));
    }
}
