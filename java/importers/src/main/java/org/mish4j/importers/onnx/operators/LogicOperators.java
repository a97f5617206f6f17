// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.mish4j.Constant;
import org.mish4j.TensorType;
import org.mish4j.importers.onnx.constants.Arithmetic;

/** Comparisons and choices, of constants only: exporters use them in the arithmetic of shapes. */
final class LogicOperators {
    private LogicOperators() {}

    static Map<String, OperatorImporter> importers() {
        return Map.of(
                "Equal", comparison((a, b) -> a == b ? 1 : 0, (a, b) -> a == b ? 1 : 0),
                "Less", comparison((a, b) -> a < b ? 1 : 0, (a, b) -> a < b ? 1 : 0),
                "Greater", comparison((a, b) -> a > b ? 1 : 0, (a, b) -> a > b ? 1 : 0),
                "LessOrEqual", comparison((a, b) -> a <= b ? 1 : 0, (a, b) -> a <= b ? 1 : 0),
                "GreaterOrEqual", comparison((a, b) -> a >= b ? 1 : 0, (a, b) -> a >= b ? 1 : 0),
                "And", comparison((a, b) -> Double.NaN, (a, b) -> a & b),
                "Or", comparison((a, b) -> Double.NaN, (a, b) -> a | b),
                "Not", OperatorImporter.single(LogicOperators::not),
                "Where", OperatorImporter.single(LogicOperators::where));
    }

    private static OperatorImporter comparison(DoubleBinaryOperator ofDoubles, LongBinaryOperator ofLongs) {
        Arithmetic.Binary function = new Arithmetic.Binary(ofDoubles, ofLongs);
        return OperatorImporter.single(
                node -> node.known(Arithmetic.apply(function, constant(node, 0), constant(node, 1), TensorType.BOOL)));
    }

    private static Operand not(NodeContext node) {
        return node.known(Arithmetic.apply(
                new Arithmetic.Unary(value -> value == 0 ? 1 : 0, value -> value == 0 ? 1 : 0), constant(node, 0)));
    }

    private static Operand where(NodeContext node) {
        return node.known(Arithmetic.where(constant(node, 0), constant(node, 1), constant(node, 2)));
    }

    private static Constant constant(NodeContext node, int index) {
        node.input(index);
        return node.constant(index).orElseThrow(() -> node.unsupported("input %d is not a constant".formatted(index)));
    }
}
