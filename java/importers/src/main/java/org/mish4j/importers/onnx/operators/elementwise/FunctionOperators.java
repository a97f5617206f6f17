// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.elementwise;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Arithmetic;
import org.mish4j.importers.onnx.constants.Elements;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;

/** Mathematical functions of one operand: of constants, as exporters compute shapes with them, or of what is computed. */
public final class FunctionOperators {
    private FunctionOperators() {}

    public static Map<String, OperatorImporter> importers() {
        Map<String, OperatorImporter> importers = new HashMap<>();
        importers.put("Sqrt", ofDoubles(Activation.sqrt(), Math::sqrt));
        importers.put("Neg", function(Activation.linear(-1, 0), value -> -value, value -> -value));
        importers.put("Abs", function(Activation.abs(), Math::abs, Math::abs));
        importers.put("Floor", function(Activation.floor(), Math::floor, value -> value));
        importers.put("Ceil", function(Activation.ceil(), Math::ceil, value -> value));
        importers.put("Round", function(Activation.round(), Math::rint, value -> value));
        importers.put("Sign", function(Activation.sign(), Math::signum, Long::signum));
        importers.put("Exp", ofDoubles(Activation.exp(), Math::exp));
        importers.put("Log", ofDoubles(Activation.log(), Math::log));
        importers.put("Reciprocal", function(Activation.pow(1, -1), value -> 1 / value, value -> 1 / value));
        importers.put("Sin", ofDoubles(null, Math::sin));
        importers.put("Cos", ofDoubles(null, Math::cos));
        importers.put("IsNaN", OperatorImporter.single(FunctionOperators::isNaN));
        return importers;
    }

    private static OperatorImporter ofDoubles(@Nullable Activation activation, DoubleUnaryOperator function) {
        return function(activation, function, value -> (long) function.applyAsDouble((double) value));
    }

    /** Imports a function; without an activation, of constants only. */
    private static OperatorImporter function(
            @Nullable Activation activation, DoubleUnaryOperator ofDoubles, LongUnaryOperator ofLongs) {
        Arithmetic.Unary function = new Arithmetic.Unary(ofDoubles, ofLongs);
        return OperatorImporter.single(node -> {
            Optional<Constant> constant = constant(node);
            if (constant.isPresent()) {
                return node.known(Arithmetic.apply(function, constant.get()));
            }
            if (activation == null) {
                throw node.unsupported("its input is not a constant");
            }
            return node.addResult(new Operator.Eltwise(activation), node.value(0));
        });
    }

    private static Optional<Constant> constant(NodeContext node) {
        node.input(0);
        return node.constant(0);
    }

    /** Adds 1 - (x = x), which is 1 for NaN only. */
    private static Operand isNaN(NodeContext node) {
        Optional<Constant> constant = constant(node);
        if (constant.isPresent()) {
            return node.known(Elements.convert(
                    Arithmetic.apply(
                            new Arithmetic.Unary(value -> Double.isNaN(value) ? 1 : 0, value -> 0), constant.get()),
                    TensorType.BOOL));
        }
        Value equal = node.add(new Operator.Binary(BinaryKind.EQUAL), node.value(0), node.value(0));
        Value result = node.add(new Operator.Eltwise(Activation.linear(-1, 1)), equal);
        return new Operand.Computed(result, TensorType.BOOL);
    }
}
