// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.elementwise;

import java.util.Map;
import java.util.Optional;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Arithmetic;
import org.mish4j.importers.onnx.constants.Elements;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;

/** Clip. */
public final class ClipOperators {
    private static final long BOUNDS_ARE_INPUTS_SINCE = 11;

    private ClipOperators() {}

    public static Map<String, OperatorImporter> importers() {
        return Map.of("Clip", OperatorImporter.single(ClipOperators::clip));
    }

    private static Operand clip(NodeContext node) {
        if (node.opset() < BOUNDS_ARE_INPUTS_SINCE) {
            float lower = node.attributes().number("min", -Float.MAX_VALUE);
            float upper = node.attributes().number("max", Float.MAX_VALUE);
            return clip(node, lower, upper);
        }
        if (node.allConstant()) {
            return node.known(clipConstant(node));
        }
        Optional<Float> lower = bound(node, 1, -Float.MAX_VALUE);
        Optional<Float> upper = bound(node, 2, Float.MAX_VALUE);
        if (lower.isPresent() && upper.isPresent()) {
            return clip(node, lower.get(), upper.get());
        }
        Value result = node.valueOfAnyType(0);
        if (node.hasInput(1)) {
            result = node.add(new Operator.Binary(BinaryKind.MAX), result, node.valueOfAnyType(1));
        }
        if (node.hasInput(2)) {
            result = node.add(new Operator.Binary(BinaryKind.MIN), result, node.valueOfAnyType(2));
        }
        return node.ofType(node.typeOf(0), result);
    }

    private static Constant clipConstant(NodeContext node) {
        Constant result = node.constant(0).orElseThrow();
        if (node.hasInput(1)) {
            Arithmetic.Binary larger = new Arithmetic.Binary(Math::max, Math::max);
            result = Arithmetic.apply(larger, result, node.constant(1).orElseThrow());
        }
        if (node.hasInput(2)) {
            Arithmetic.Binary smaller = new Arithmetic.Binary(Math::min, Math::min);
            result = Arithmetic.apply(smaller, result, node.constant(2).orElseThrow());
        }
        return result;
    }

    private static Operand clip(NodeContext node, float lower, float upper) {
        if (Float.isNaN(lower) || Float.isNaN(upper)) {
            throw node.unsupported("a bound is NaN");
        }
        float finiteUpper = finite(upper);
        float finiteLower = Math.min(finite(lower), finiteUpper);
        return node.ofType(
                node.typeOf(0),
                node.add(new Operator.Eltwise(Activation.clip(finiteLower, finiteUpper)), node.valueOfAnyType(0)));
    }

    private static float finite(float bound) {
        return Math.clamp(bound, -Float.MAX_VALUE, Float.MAX_VALUE);
    }

    /** Returns a bound; empty if it is computed. */
    private static Optional<Float> bound(NodeContext node, int input, float missing) {
        if (!node.hasInput(input)) {
            return Optional.of(missing);
        }
        Optional<Constant> constant = node.constant(input);
        constant.ifPresent(bound -> {
            if (bound.shape().elementCount() != 1) {
                throw node.malformed("input %d is %s, expected one element".formatted(input, bound));
            }
        });
        return constant.map(bound -> (float) Elements.doubleAt(bound, 0));
    }
}
