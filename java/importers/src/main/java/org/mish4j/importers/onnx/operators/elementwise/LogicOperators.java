// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.elementwise;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Arithmetic;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;

/** Comparisons, functions of truth values, and choices: of constants, or of what is computed. */
public final class LogicOperators {
    private LogicOperators() {}

    public static Map<String, OperatorImporter> importers() {
        Map<String, OperatorImporter> importers = new HashMap<>();
        importers.put("Equal", comparison(BinaryKind.EQUAL, (a, b) -> a == b ? 1 : 0, (a, b) -> a == b ? 1 : 0));
        importers.put("Less", comparison(BinaryKind.LESS, (a, b) -> a < b ? 1 : 0, (a, b) -> a < b ? 1 : 0));
        importers.put("Greater", comparison(BinaryKind.GREATER, (a, b) -> a > b ? 1 : 0, (a, b) -> a > b ? 1 : 0));
        importers.put(
                "LessOrEqual",
                comparison(BinaryKind.LESS_OR_EQUAL, (a, b) -> a <= b ? 1 : 0, (a, b) -> a <= b ? 1 : 0));
        importers.put(
                "GreaterOrEqual",
                comparison(BinaryKind.GREATER_OR_EQUAL, (a, b) -> a >= b ? 1 : 0, (a, b) -> a >= b ? 1 : 0));
        importers.put("And", OperatorImporter.single(node -> ofTruthValues(node, BinaryKind.MIN, (a, b) -> a & b)));
        importers.put("Or", OperatorImporter.single(node -> ofTruthValues(node, BinaryKind.MAX, (a, b) -> a | b)));
        importers.put("Xor", OperatorImporter.single(LogicOperators::exclusiveOr));
        importers.put("Not", OperatorImporter.single(LogicOperators::not));
        importers.put("Where", OperatorImporter.single(LogicOperators::where));
        return importers;
    }

    private static OperatorImporter comparison(
            BinaryKind kind, DoubleBinaryOperator ofDoubles, LongBinaryOperator ofLongs) {
        Arithmetic.Binary function = new Arithmetic.Binary(ofDoubles, ofLongs);
        return OperatorImporter.single(node -> binary(node, kind, function));
    }

    private static Operand binary(NodeContext node, BinaryKind kind, Arithmetic.Binary function) {
        node.input(0);
        node.input(1);
        Optional<Constant> first = node.constant(0);
        Optional<Constant> second = node.constant(1);
        if (first.isPresent() && second.isPresent()) {
            return node.known(Arithmetic.apply(function, first.get(), second.get(), TensorType.BOOL));
        }
        return truthValue(node.add(new Operator.Binary(kind), node.valueOfAnyType(0), node.valueOfAnyType(1)));
    }

    private static Operand ofTruthValues(NodeContext node, BinaryKind kind, LongBinaryOperator function) {
        requireTruthValue(node, 0);
        requireTruthValue(node, 1);
        return binary(node, kind, new Arithmetic.Binary((a, b) -> Double.NaN, function));
    }

    private static Operand exclusiveOr(NodeContext node) {
        if (node.allConstant()) {
            return ofTruthValues(node, BinaryKind.MAX, (a, b) -> a ^ b);
        }
        Operand equal = ofTruthValues(node, BinaryKind.EQUAL, (a, b) -> a == b ? 1 : 0);
        return negation(node, node.valueOfAnyType(equal));
    }

    private static Operand not(NodeContext node) {
        requireTruthValue(node, 0);
        Optional<Constant> constant = node.constant(0);
        if (constant.isPresent()) {
            return node.known(Arithmetic.apply(
                    new Arithmetic.Unary(value -> Double.NaN, value -> value == 0 ? 1 : 0), constant.get()));
        }
        return negation(node, node.valueOfAnyType(0));
    }

    private static Operand negation(NodeContext node, Value value) {
        return truthValue(node.add(new Operator.Eltwise(Activation.linear(-1, 1)), value));
    }

    private static Operand where(NodeContext node) {
        requireTruthValue(node, 0);
        TensorType type = node.typeOf(1);
        if (node.allConstant()) {
            return node.known(Arithmetic.where(
                    node.constant(0).orElseThrow(),
                    node.constant(1).orElseThrow(),
                    node.constant(2).orElseThrow()));
        }
        return node.ofType(
                type,
                node.add(
                        new Operator.Select(), node.valueOfAnyType(0), node.valueOfAnyType(1), node.valueOfAnyType(2)));
    }

    private static void requireTruthValue(NodeContext node, int input) {
        if (node.typeOf(input) != TensorType.BOOL) {
            throw node.malformed("input %d is of type %s, expected BOOL".formatted(input, node.typeOf(input)));
        }
    }

    private static Operand truthValue(Value value) {
        return new Operand.Computed(value, TensorType.BOOL);
    }
}
