// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.reductions;

import java.util.Arrays;
import java.util.Map;
import org.mish4j.Activation;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;

/** BatchNormalization. */
public final class BatchNormalizationOperators {
    private static final float DEFAULT_EPSILON = 1e-5f;

    private BatchNormalizationOperators() {}

    public static Map<String, OperatorImporter> importers() {
        return Map.of("BatchNormalization", OperatorImporter.single(BatchNormalizationOperators::batchNormalization));
    }

    private static Operand batchNormalization(NodeContext node) {
        node.attributes().ignore("momentum");
        if (node.attributes().flag("training_mode", false)) {
            throw node.unsupported("training_mode is 1");
        }
        if (!node.attributes().flag("spatial", true)) {
            throw node.unsupported("spatial is 0");
        }
        node.requireOneResult();
        float epsilon = node.attributes().number("epsilon", DEFAULT_EPSILON);
        boolean constant = true;
        for (int input = 1; input < 5; input++) {
            constant &= node.input(input) instanceof Operand.Known;
        }
        if (constant) {
            return node.addResult(
                    new Operator.BatchNormalization(epsilon),
                    node.value(0),
                    node.value(1),
                    node.value(2),
                    node.value(3),
                    node.value(4));
        }
        return computedBatchNormalization(node, epsilon);
    }

    /** Adds scale (x - mean) / sqrt(variance + epsilon) + shift step by step, for parameters that are computed. */
    private static Operand computedBatchNormalization(NodeContext node, float epsilon) {
        Value shifted = node.add(new Operator.Eltwise(Activation.linear(1, epsilon)), perChannel(node, 4));
        Value deviation = node.add(new Operator.Eltwise(Activation.sqrt()), shifted);
        Value factor = node.add(new Operator.Binary(BinaryKind.DIV), perChannel(node, 1), deviation);
        Value centred = node.add(new Operator.Binary(BinaryKind.SUB), node.value(0), perChannel(node, 3));
        Value scaled = node.add(new Operator.Binary(BinaryKind.MUL), centred, factor);
        return node.addResult(new Operator.Binary(BinaryKind.ADD), scaled, perChannel(node, 2));
    }

    private static Value perChannel(NodeContext node, int input) {
        Shape src = node.shape(0);
        if (src.rank() < 2 || !node.shape(input).equals(Shape.of(src.dimension(1)))) {
            throw node.malformed("input %d has shape %s, expected one element for each channel of %s"
                    .formatted(input, node.shape(input), src));
        }
        long[] dimensions = new long[src.rank() - 1];
        Arrays.fill(dimensions, 1);
        dimensions[0] = src.dimension(1);
        return node.reshape(node.value(input), Shape.of(dimensions));
    }
}
