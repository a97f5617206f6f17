// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.elementwise;

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
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;

/** The functions that networks apply after their layers, element by element. */
public final class ActivationOperators {
    private ActivationOperators() {}

    public static Map<String, OperatorImporter> importers() {
        Map<String, OperatorImporter> importers = new HashMap<>();
        importers.put("Mish", eltwise(node -> Activation.mish()));
        importers.put("Softplus", eltwise(node -> Activation.softplus()));
        importers.put("Softsign", eltwise(node -> Activation.softsign()));
        importers.put("Tanh", eltwise(node -> Activation.tanh()));
        importers.put("Relu", eltwise(node -> Activation.relu()));
        importers.put(
                "LeakyRelu",
                eltwise(node -> Activation.leakyRelu(node.attributes().number("alpha", 0.01f))));
        importers.put("Sigmoid", eltwise(node -> Activation.sigmoid()));
        importers.put("Elu", eltwise(node -> Activation.elu(node.attributes().number("alpha", 1))));
        importers.put("Swish", eltwise(ActivationOperators::swish));
        importers.put("Gelu", eltwise(ActivationOperators::gelu));
        importers.put("Erf", eltwise(node -> Activation.erf()));
        importers.put("HardSigmoid", eltwise(ActivationOperators::hardSigmoid));
        importers.put("HardSwish", eltwise(node -> Activation.hardSwish()));
        importers.put("Selu", OperatorImporter.single(ActivationOperators::selu));
        importers.put("Celu", OperatorImporter.single(ActivationOperators::celu));
        importers.put("PRelu", OperatorImporter.single(ActivationOperators::pRelu));
        importers.put("ThresholdedRelu", OperatorImporter.single(ActivationOperators::thresholdedRelu));
        return importers;
    }

    private static OperatorImporter eltwise(Function<NodeContext, Activation> activation) {
        return OperatorImporter.single(
                node -> node.addResult(new Operator.Eltwise(activation.apply(node)), node.value(0)));
    }

    private static Activation swish(NodeContext node) {
        return new Activation(Activation.Kind.SWISH, node.attributes().number("alpha", 1), 0);
    }

    private static Activation gelu(NodeContext node) {
        return switch (node.attributes().string("approximate", "none")) {
            case "none" -> Activation.gelu();
            case "tanh" -> Activation.geluTanh();
            default -> throw node.malformed("approximate is not none or tanh");
        };
    }

    private static Activation hardSigmoid(NodeContext node) {
        return Activation.hardSigmoid(
                node.attributes().number("alpha", 0.2f), node.attributes().number("beta", 0.5f));
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
        Value positive = node.add(new Operator.Eltwise(Activation.relu()), node.value(0));
        Value negative = node.add(new Operator.Binary(BinaryKind.MIN), node.value(0), number(node, 0));
        Value sloped = node.add(new Operator.Binary(BinaryKind.MUL), negative, node.value(1));
        return node.addResult(new Operator.Binary(BinaryKind.ADD), positive, sloped);
    }

    private static Operand thresholdedRelu(NodeContext node) {
        float alpha = node.attributes().number("alpha", 1);
        Value above = node.add(new Operator.Binary(BinaryKind.GREATER), node.value(0), number(node, alpha));
        return node.addResult(new Operator.Select(), above, node.value(0), number(node, 0));
    }

    private static Value number(NodeContext node, float number) {
        return node.constantValue(Constant.ofFloats(Shape.of(), number));
    }

    private static Value chain(NodeContext node, Value value, Activation... activations) {
        Value result = value;
        for (Activation activation : List.of(activations)) {
            result = node.add(new Operator.Eltwise(activation), result);
        }
        return result;
    }
}
