// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;

/** Conv. */
public final class ConvolutionOperators {
    private ConvolutionOperators() {}

    public static Map<String, OperatorImporter> importers() {
        return Map.of("Conv", OperatorImporter.single(ConvolutionOperators::conv));
    }

    private static Operand conv(NodeContext node) {
        Value src = node.value(0);
        Value weights = node.value(1);
        int spatialRank = WindowAttributes.spatialRank(node, src.shape());
        List<Long> kernel = kernel(node, weights.shape(), spatialRank);
        WindowAttributes window = new WindowAttributes(node, src.shape(), kernel);
        long groups = node.attributes().integer("group", 1);
        List<Value> operands = new ArrayList<>(List.of(src, weights));
        if (node.hasInput(2)) {
            operands.add(node.value(2));
        }
        Operator.Convolution convolution =
                new Operator.Convolution(groups, window.floor(), node.hasInput(2), List.of());
        return node.addResult(convolution, operands.toArray(Value[]::new));
    }

    /** Returns the spatial dimensions of weights, with which the attribute kernel_shape has to agree. */
    static List<Long> kernel(NodeContext node, Shape weights, int spatialRank) {
        if (weights.rank() != spatialRank + 2) {
            throw node.malformed(
                    "weights %s have %d dimensions, expected %d".formatted(weights, weights.rank(), spatialRank + 2));
        }
        List<Long> kernel = new ArrayList<>();
        for (int axis = 2; axis < weights.rank(); axis++) {
            kernel.add(weights.dimension(axis));
        }
        node.attributes().integers("kernel_shape").ifPresent(declared -> {
            if (!Shape.of(declared).equals(Shape.of(kernel))) {
                throw node.malformed(
                        "attribute 'kernel_shape' is %s, weights are %s".formatted(Shape.of(declared), weights));
            }
        });
        return kernel;
    }
}
