// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import java.util.List;
import java.util.Map;
import org.mish4j.Constant;
import org.mish4j.TensorType;
import org.mish4j.importers.onnx.constants.Elements;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;
import org.mish4j.importers.onnx.proto.GraphProto;

/** If, whose condition has to be known at import: the nodes of its branch take its place. */
final class BranchOperators {
    private BranchOperators() {}

    static Map<String, OperatorImporter> importers() {
        return Map.of("If", BranchOperators::branch);
    }

    private static List<Operand> branch(NodeContext node) {
        GraphProto thenBranch = graph(node, "then_branch");
        GraphProto elseBranch = graph(node, "else_branch");
        boolean holds = condition(node);
        List<Operand> results = node.importBranch(holds ? thenBranch : elseBranch);
        if (results.size() != node.outputCount()) {
            throw node.malformed("its %s has %d outputs, expected %d"
                    .formatted(holds ? "then_branch" : "else_branch", results.size(), node.outputCount()));
        }
        return results;
    }

    private static GraphProto graph(NodeContext node, String name) {
        return node.attributes()
                .graph(name)
                .orElseThrow(() -> node.malformed("attribute '%s' is missing".formatted(name)));
    }

    private static boolean condition(NodeContext node) {
        Operand condition = node.input(0);
        if (condition.type() != TensorType.BOOL || condition.shape().elementCount() != 1) {
            throw node.malformed(
                    "its condition is %s%s, expected one BOOL".formatted(condition.type(), condition.shape()));
        }
        Constant constant = node.constant(0)
                .orElseThrow(() ->
                        node.unsupported("its condition is not known at import, so that its branch can't be chosen; "
                                + "--constant NAME=VALUE or withConstantInput sets an input that decides it"));
        return Elements.longAt(constant, 0) != 0;
    }
}
