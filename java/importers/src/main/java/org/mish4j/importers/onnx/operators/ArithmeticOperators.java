// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Arithmetic;
import org.mish4j.importers.onnx.constants.Broadcast;
import org.mish4j.importers.onnx.constants.Elements;

/** Sums, products and the like, of constants or of what is computed. */
final class ArithmeticOperators {
    private ArithmeticOperators() {}

    static Map<String, OperatorImporter> importers() {
        Map<String, OperatorImporter> importers = new HashMap<>();
        importers.put("Add", OperatorImporter.single(node -> ofTwo(node, BinaryKind.ADD)));
        importers.put("Sub", OperatorImporter.single(node -> ofTwo(node, BinaryKind.SUB)));
        importers.put("Mul", OperatorImporter.single(node -> ofTwo(node, BinaryKind.MUL)));
        importers.put("Div", OperatorImporter.single(node -> ofTwo(node, BinaryKind.DIV)));
        importers.put("Min", OperatorImporter.single(node -> ofMany(node, BinaryKind.MIN)));
        importers.put("Max", OperatorImporter.single(node -> ofMany(node, BinaryKind.MAX)));
        importers.put("Sum", OperatorImporter.single(node -> ofMany(node, BinaryKind.ADD)));
        importers.put("Mean", OperatorImporter.single(ArithmeticOperators::mean));
        importers.put("Pow", OperatorImporter.single(ArithmeticOperators::pow));
        importers.put(
                "Sqrt",
                ofOne(new Arithmetic.Unary(Math::sqrt, value -> (long) Math.sqrt((double) value)), Activation.sqrt()));
        importers.put("Neg", ofOne(new Arithmetic.Unary(value -> -value, value -> -value), Activation.linear(-1, 0)));
        importers.put("Abs", OperatorImporter.single(ArithmeticOperators::abs));
        importers.put("Reciprocal", OperatorImporter.single(ArithmeticOperators::reciprocal));
        importers.put("Floor", ofConstant(new Arithmetic.Unary(Math::floor, value -> value)));
        importers.put("Ceil", ofConstant(new Arithmetic.Unary(Math::ceil, value -> value)));
        return importers;
    }

    private static Operand ofTwo(NodeContext node, BinaryKind kind) {
        return combine(node, kind, node.input(0), node.input(1));
    }

    private static Operand ofMany(NodeContext node, BinaryKind kind) {
        Operand result = node.input(0);
        for (int index = 1; index < node.inputCount(); index++) {
            result = combine(node, kind, result, node.input(index));
        }
        return result;
    }

    private static Operand combine(NodeContext node, BinaryKind kind, Operand first, Operand second) {
        if (first instanceof Operand.Known left
                && second instanceof Operand.Known right
                && Broadcast.shape(left.shape(), right.shape()).elementCount() <= Broadcast.MAX_ELEMENTS) {
            return node.known(Arithmetic.apply(function(kind), left.constant(), right.constant()));
        }
        return node.addResult(new Operator.Binary(kind), node.value(first), node.value(second));
    }

    private static Arithmetic.Binary function(BinaryKind kind) {
        return switch (kind) {
            case ADD -> new Arithmetic.Binary(Double::sum, Long::sum);
            case SUB -> new Arithmetic.Binary((a, b) -> a - b, (a, b) -> a - b);
            case MUL -> new Arithmetic.Binary((a, b) -> a * b, (a, b) -> a * b);
            case DIV -> new Arithmetic.Binary((a, b) -> a / b, (a, b) -> a / b);
            case MIN -> new Arithmetic.Binary(Math::min, Math::min);
            case MAX -> new Arithmetic.Binary(Math::max, Math::max);
            case POW ->
                new Arithmetic.Binary(Math::pow, (base, exponent) -> (long) Math.pow((double) base, (double) exponent));
            case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                throw new IllegalArgumentException(kind + " has a result of another type");
        };
    }

    private static Operand mean(NodeContext node) {
        Operand sum = ofMany(node, BinaryKind.ADD);
        float count = node.inputCount();
        if (count == 1) {
            return sum;
        }
        Value divisor = node.constantValue(Constant.ofFloats(Shape.of(), count));
        return node.addResult(new Operator.Binary(BinaryKind.DIV), node.value(sum), divisor);
    }

    private static Operand pow(NodeContext node) {
        if (node.allConstant() && node.typeOf(0) == node.typeOf(1)) {
            return node.known(Arithmetic.apply(
                    function(BinaryKind.POW),
                    node.constant(0).orElseThrow(),
                    node.constant(1).orElseThrow()));
        }
        Optional<Constant> exponent = node.constant(1)
                .filter(constant -> constant.shape().elementCount() == 1
                        && constant.shape().rank() <= node.shape(0).rank());
        double power = exponent.map(constant -> Elements.doubleAt(constant, 0)).orElse(Double.NaN);
        Value base = node.value(0);
        if (power == 1) {
            return node.input(0);
        } else if (power == 2) {
            return node.addResult(new Operator.Binary(BinaryKind.MUL), base, base);
        } else if (power == 3) {
            Value square = node.add(new Operator.Binary(BinaryKind.MUL), base, base);
            return node.addResult(new Operator.Binary(BinaryKind.MUL), square, base);
        } else if (power == 0.5) {
            return node.addResult(new Operator.Eltwise(Activation.sqrt()), base);
        }
        throw node.unsupported("its exponent is not the constant 0.5, 1, 2 or 3");
    }

    private static Operand abs(NodeContext node) {
        Optional<Constant> constant = node.constant(0);
        if (constant.isPresent()) {
            return node.known(Arithmetic.apply(new Arithmetic.Unary(Math::abs, Math::abs), constant.get()));
        }
        Value negated = node.add(new Operator.Eltwise(Activation.linear(-1, 0)), node.value(0));
        return node.addResult(new Operator.Binary(BinaryKind.MAX), node.value(0), negated);
    }

    private static Operand reciprocal(NodeContext node) {
        Operand one = node.known(Constant.ofFloats(Shape.of(), 1));
        return combine(node, BinaryKind.DIV, one, node.input(0));
    }

    private static OperatorImporter ofOne(Arithmetic.Unary function, Activation activation) {
        return OperatorImporter.single(node -> {
            Optional<Constant> constant = node.constant(0);
            return constant.isPresent()
                    ? node.known(Arithmetic.apply(function, constant.get()))
                    : node.addResult(new Operator.Eltwise(activation), node.value(0));
        });
    }

    private static OperatorImporter ofConstant(Arithmetic.Unary function) {
        return OperatorImporter.single(node -> node.known(Arithmetic.apply(
                function, node.constant(0).orElseThrow(() -> node.unsupported("its input is not a constant")))));
    }
}
