// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import java.util.Map;
import org.mish4j.importers.onnx.constants.Elements;

/** Operators that give their input, when a model is not trained. */
final class TrivialOperators {
    private TrivialOperators() {}

    static Map<String, OperatorImporter> importers() {
        return Map.of(
                "Identity", OperatorImporter.single(node -> node.input(0)),
                "Dropout", OperatorImporter.single(TrivialOperators::dropout));
    }

    private static Operand dropout(NodeContext node) {
        node.attributes().ignore("ratio", "seed");
        node.requireOneResult();
        if (node.hasInput(2)) {
            boolean training = node.constant(2)
                    .filter(mode -> mode.shape().elementCount() == 1)
                    .map(mode -> Elements.longAt(mode, 0) != 0)
                    .orElse(true);
            if (training) {
                throw node.unsupported("training_mode is not the constant false");
            }
        }
        return node.input(0);
    }
}
