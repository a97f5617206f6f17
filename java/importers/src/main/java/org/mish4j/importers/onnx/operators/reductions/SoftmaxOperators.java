// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.reductions;

import java.util.Map;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;

/** Softmax and LogSoftmax: along one axis, or before a version along all from one on as if they were one. */
public final class SoftmaxOperators {
    private static final long OF_ONE_AXIS_SINCE = 13;

    private SoftmaxOperators() {}

    public static Map<String, OperatorImporter> importers() {
        return Map.of(
                "Softmax", OperatorImporter.single(node -> softmax(node, false)),
                "LogSoftmax", OperatorImporter.single(node -> softmax(node, true)));
    }

    private static Operand softmax(NodeContext node, boolean logarithmic) {
        Shape src = node.shape(0);
        boolean oneAxis = node.opset() >= OF_ONE_AXIS_SINCE;
        int axis = node.axis(node.attributes().integer("axis", oneAxis ? -1 : 1), src.rank());
        long inner = 1;
        for (int i = axis + 1; i < src.rank(); i++) {
            inner *= src.dimension(i);
        }
        if (oneAxis || inner == 1) {
            return node.addResult(new Operator.Softmax(axis, logarithmic), node.value(0));
        }
        long row = inner * src.dimension(axis);
        Value rows = node.reshape(node.value(0), Shape.of(src.elementCount() / row, row));
        Value result = node.add(new Operator.Softmax(1, logarithmic), rows);
        return new Operand.Computed(node.reshape(result, src));
    }
}
