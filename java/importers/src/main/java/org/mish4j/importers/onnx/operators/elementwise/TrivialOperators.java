// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.elementwise;

import java.util.List;
import java.util.Map;
import org.mish4j.Constant;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.importers.onnx.constants.Elements;
import org.mish4j.importers.onnx.constants.Movements;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;

/** Operators that give their input, when a model is not trained. */
public final class TrivialOperators {
    private TrivialOperators() {}

    public static Map<String, OperatorImporter> importers() {
        return Map.of("Identity", OperatorImporter.single(node -> node.input(0)), "Dropout", TrivialOperators::dropout);
    }

    private static List<Operand> dropout(NodeContext node) {
        node.attributes().ignore("ratio", "seed");
        boolean dropsNothing = node.constant(1)
                .filter(ratio -> ratio.shape().elementCount() == 1)
                .map(ratio -> Elements.doubleAt(ratio, 0) == 0)
                .orElse(false);
        if (node.hasInput(2) && !dropsNothing) {
            boolean training = node.constant(2)
                    .filter(mode -> mode.shape().elementCount() == 1)
                    .map(mode -> Elements.longAt(mode, 0) != 0)
                    .orElse(true);
            if (training) {
                throw node.unsupported("training_mode is not the constant false, and ratio is not 0");
            }
        }
        if (!node.isRead(1)) {
            return List.of(node.input(0));
        }
        Constant one = Elements.filled(TensorType.BOOL, Shape.of(), 1);
        return List.of(node.input(0), node.known(Movements.expand(one, node.shape(0))));
    }
}
