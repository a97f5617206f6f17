// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.plan;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Value;

/**
 * In which order each value of a graph would lie, had it memory of its own: what convolutions and poolings read and write
 * has its channels last; other operators write in the order of their first input that has one.
 */
final class MemoryOrders {
    private final Map<Value, MemoryOrder> orders = new IdentityHashMap<>();

    MemoryOrders(Graph graph) {
        for (Node node : graph.nodes()) {
            if (isImageOperator(node.operator())) {
                Value src = node.inputs().getFirst();
                if (graph.inputs().contains(src)) {
                    orders.put(src, MemoryOrder.CHANNELS_LAST);
                }
            }
        }
        for (Node node : graph.nodes()) {
            orders.put(node.output(), orderOfResult(node));
        }
    }

    MemoryOrder of(Value value) {
        return orders.getOrDefault(value, MemoryOrder.ROW_MAJOR);
    }

    private MemoryOrder orderOfResult(Node node) {
        if (isImageOperator(node.operator()) || node.operator() instanceof Operator.ConvertImage) {
            return MemoryOrder.CHANNELS_LAST;
        }
        if (node.operator() instanceof Operator.Reshape || node.operator() instanceof Operator.MatMul) {
            return MemoryOrder.ROW_MAJOR;
        }
        int rank = node.output().shape().rank();
        return node.inputs().stream()
                .filter(input -> !input.isConstant() && input.shape().rank() == rank)
                .map(orders::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(MemoryOrder.ROW_MAJOR);
    }

    private static boolean isImageOperator(Operator operator) {
        return operator instanceof Operator.Convolution
                || operator instanceof Operator.Deconvolution
                || operator instanceof Operator.Pooling
                || operator instanceof Operator.GlobalPooling
                || operator instanceof Operator.ResizeNearest;
    }
}
