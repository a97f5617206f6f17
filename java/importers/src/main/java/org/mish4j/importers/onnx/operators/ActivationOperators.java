// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Elements;

/** Functions of one operand, element by element. */
final class ActivationOperators {
    private static final long CLIP_BOUNDS_ARE_INPUTS_SINCE = 11;

    private ActivationOperators() {}

    static Map<String, OperatorImporter> importers() {
        Map<String, OperatorImporter> importers = new HashMap<>();
        importers.put("Mish", eltwise(node -> Activation.mish()));
        importers.put("Softplus", eltwise(node -> Activation.softplus()));
        importers.put("Tanh", eltwise(node -> Activation.tanh()));
        importers.put("Relu", eltwise(node -> Activation.relu()));
        importers.put(
                "LeakyRelu",
                eltwise(node -> Activation.leakyRelu(node.attributes().number("alpha", 0.01f))));
        importers.put("Sigmoid", eltwise(node -> Activation.sigmoid()));
        importers.put("Elu", eltwise(node -> Activation.elu(node.attributes().number("alpha", 1))));
        importers.put("Swish", eltwise(ActivationOperators::swish));
        importers.put("Exp", eltwise(node -> Activation.exp()));
        importers.put("Clip", OperatorImporter.single(ActivationOperators::clip));
        importers.put("HardSigmoid", OperatorImporter.single(ActivationOperators::hardSigmoid));
        importers.put("HardSwish", OperatorImporter.single(ActivationOperators::hardSwish));
        importers.put("Selu", OperatorImporter.single(ActivationOperators::selu));
        importers.put("Celu", OperatorImporter.single(ActivationOperators::celu));
        importers.put("PRelu", OperatorImporter.single(ActivationOperators::pRelu));
        return importers;
    }

    private static OperatorImporter eltwise(Function<NodeContext, Activation> activation) {
        return OperatorImporter.single(
                node -> node.addResult(new Operator.Eltwise(activation.apply(node)), node.value(0)));
    }

    private static Activation swish(NodeContext node) {
        return new Activation(Activation.Kind.SWISH, node.attributes().number("alpha", 1), 0);
    }

    private static Operand clip(NodeContext node) {
        if (node.opset() < CLIP_BOUNDS_ARE_INPUTS_SINCE) {
            float lower = node.attributes().number("min", -Float.MAX_VALUE);
            float upper = node.attributes().number("max", Float.MAX_VALUE);
            return clip(node, lower, upper);
        }
        Optional<Float> lower = bound(node, 1, -Float.MAX_VALUE);
        Optional<Float> upper = bound(node, 2, Float.MAX_VALUE);
        if (lower.isPresent() && upper.isPresent()) {
            return clip(node, lower.get(), upper.get());
        }
        Value result = node.value(0);
        if (node.hasInput(1)) {
            result = node.add(new Operator.Binary(BinaryKind.MAX), result, node.value(1));
        }
        if (node.hasInput(2)) {
            result = node.add(new Operator.Binary(BinaryKind.MIN), result, node.value(2));
        }
        return new Operand.Computed(result);
    }

    private static Operand clip(NodeContext node, float lower, float upper) {
        if (Float.isNaN(lower) || Float.isNaN(upper)) {
            throw node.unsupported("a bound is NaN");
        }
        float finiteUpper = finite(upper);
        float finiteLower = Math.min(finite(lower), finiteUpper);
        return node.addResult(new Operator.Eltwise(Activation.clip(finiteLower, finiteUpper)), node.value(0));
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

    private static Operand hardSigmoid(NodeContext node) {
        float alpha = node.attributes().number("alpha", 0.2f);
        float beta = node.attributes().number("beta", 0.5f);
        return new Operand.Computed(hardSigmoid(node, alpha, beta));
    }

    private static Value hardSigmoid(NodeContext node, float alpha, float beta) {
        return chain(node, node.value(0), Activation.linear(alpha, beta), Activation.clip(0, 1));
    }

    private static Operand hardSwish(NodeContext node) {
        Value gate = hardSigmoid(node, 1f / 6, 0.5f);
        return node.addResult(new Operator.Binary(BinaryKind.MUL), node.value(0), gate);
    }

    private static Operand selu(NodeContext node) {
        float alpha = node.attributes().number("alpha", 1.6732632f);
        float gamma = node.attributes().number("gamma", 1.050701f);
        return new Operand.Computed(chain(node, node.value(0), Activation.elu(alpha), Activation.linear(gamma, 0)));
    }

    /** Adds max(0, x) + min(0, alpha (e^(x / alpha) - 1)), which is alpha ELU(x / alpha) for alpha above 0. */
    private static Operand celu(NodeContext node) {
        float alpha = node.attributes().number("alpha", 1);
        if (!(alpha > 0)) {
            throw node.unsupported("alpha is %s".formatted(alpha));
        }
        Value result = chain(
                node, node.value(0), Activation.linear(1 / alpha, 0), Activation.elu(1), Activation.linear(alpha, 0));
        return new Operand.Computed(result);
    }

    private static Operand pRelu(NodeContext node) {
        Optional<Constant> slope = node.constant(1);
        if (slope.isPresent() && slope.get().shape().elementCount() == 1) {
            float alpha = (float) Elements.doubleAt(slope.get(), 0);
            return node.addResult(new Operator.Eltwise(Activation.leakyRelu(alpha)), node.value(0));
        }
        Value zero = node.constantValue(Constant.ofFloats(Shape.of(), 0));
        Value positive = node.add(new Operator.Eltwise(Activation.relu()), node.value(0));
        Value negative = node.add(new Operator.Binary(BinaryKind.MIN), node.value(0), zero);
        Value sloped = node.add(new Operator.Binary(BinaryKind.MUL), negative, node.value(1));
        return node.addResult(new Operator.Binary(BinaryKind.ADD), positive, sloped);
    }

    private static Value chain(NodeContext node, Value value, Activation... activations) {
        Value result = value;
        for (Activation activation : List.of(activations)) {
            result = node.add(new Operator.Eltwise(activation), result);
        }
        return result;
    }
}
