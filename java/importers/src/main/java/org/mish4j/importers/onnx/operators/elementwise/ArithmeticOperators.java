// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.elementwise;

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
import org.mish4j.importers.onnx.constants.Elements;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;

/** Sums, products and the like, of constants or of what is computed. */
public final class ArithmeticOperators {
    private ArithmeticOperators() {}

    public static Map<String, OperatorImporter> importers() {
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
        importers.put("Mod", OperatorImporter.single(ArithmeticOperators::mod));
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

    /** Returns a function of two operands; integers have to be known at import, unless one of the two is the result. */
    private static Operand combine(NodeContext node, BinaryKind kind, Operand first, Operand second) {
        if (first instanceof Operand.Known left && second instanceof Operand.Known right) {
            return node.known(Arithmetic.apply(function(kind), left.constant(), right.constant()));
        }
        if (kind == BinaryKind.MIN || kind == BinaryKind.MAX) {
            Value result = node.add(new Operator.Binary(kind), node.valueOfAnyType(first), node.valueOfAnyType(second));
            return node.ofType(first.type(), result);
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
            case POW, EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                throw new IllegalArgumentException("%s is no sum, product or choice".formatted(kind));
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
        if (node.allConstant()) {
            return node.known(Arithmetic.power(
                    node.constant(0).orElseThrow(), node.constant(1).orElseThrow()));
        }
        Optional<Constant> exponent = node.constant(1)
                .filter(constant -> constant.shape().elementCount() == 1
                        && constant.shape().rank() <= node.shape(0).rank());
        Value base = node.value(0);
        if (exponent.isEmpty()) {
            return node.addResult(new Operator.Binary(BinaryKind.POW), base, node.valueOfAnyType(1));
        }
        float power = (float) Elements.doubleAt(exponent.get(), 0);
        if (power == 1) {
            return node.input(0);
        } else if (power == 2) {
            return node.addResult(new Operator.Binary(BinaryKind.MUL), base, base);
        } else if (power == 3) {
            Value square = node.add(new Operator.Binary(BinaryKind.MUL), base, base);
            return node.addResult(new Operator.Binary(BinaryKind.MUL), square, base);
        } else if (power == 0.5) {
            return node.addResult(new Operator.Eltwise(Activation.sqrt()), base);
        } else if (Float.isFinite(power)) {
            return node.addResult(new Operator.Eltwise(Activation.pow(1, power)), base);
        }
        return node.addResult(new Operator.Binary(BinaryKind.POW), base, node.valueOfAnyType(1));
    }

    /** Returns the remainder of constants: of the divisor's sign, or with fmod of the dividend's. */
    private static Operand mod(NodeContext node) {
        boolean signOfDividend = node.attributes().flag("fmod", false);
        if (!node.allConstant()) {
            throw node.unsupported("its inputs are not constants");
        }
        Arithmetic.Binary function = signOfDividend
                ? new Arithmetic.Binary((a, b) -> a % b, (a, b) -> a % b)
                : new Arithmetic.Binary(ArithmeticOperators::floorMod, Math::floorMod);
        return node.known(Arithmetic.apply(
                function, node.constant(0).orElseThrow(), node.constant(1).orElseThrow()));
    }

    private static double floorMod(double dividend, double divisor) {
        double remainder = dividend % divisor;
        return remainder != 0 && remainder < 0 != divisor < 0 ? remainder + divisor : remainder;
    }
}
