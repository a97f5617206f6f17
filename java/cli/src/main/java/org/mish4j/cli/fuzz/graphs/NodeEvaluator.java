// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz.graphs;

import java.util.ArrayList;
import java.util.List;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;

/**
 * Computes single nodes on {@code java-reference}. Each is a graph of its own, whose operands are inputs, so that no pass
 * finds anything to combine: what a whole graph gives this way does not depend on the passes.
 */
public final class NodeEvaluator {
    private static final Device REFERENCE = Device.of("java-reference");

    private NodeEvaluator() {}

    /**
     * Computes an operator.
     *
     * @param shapes of the operands
     * @param operands their elements in row-major order
     * @return the result's elements in row-major order
     * @throws IllegalArgumentException if the operands do not fit the operator
     */
    public static float[] evaluate(Operator operator, List<Shape> shapes, List<float[]> operands) {
        Graph.Builder builder = Graph.builder("node");
        List<Value> values = new ArrayList<>();
        for (Shape shape : shapes) {
            values.add(builder.input("operand" + values.size(), TensorType.F32, shape));
        }
        Value result = builder.add("result", operator, values);
        Graph graph = builder.output("result", result).build();
        try (CompiledModel model = REFERENCE.compile(graph, CompileOptions.defaults());
                InferRequest request = model.createRequest()) {
            for (int index = 0; index < operands.size(); index++) {
                request.input("operand" + index).copyFrom(operands.get(index));
            }
            request.run();
            return request.output("result").toFloatArray();
        }
    }
}
