// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.plan;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Value;
import org.mish4j.vector.memory.MemoryOrder;

/**
 * In which order each value of a graph would lie, had it memory of its own: what convolutions and poolings write, and the
 * inputs that they read, have their channels last; other operators write in the order of their first input that has one.
 */
final class MemoryOrders {
    private final Map<Value, MemoryOrder> orders = new IdentityHashMap<>();

    MemoryOrders(Graph graph) {
        for (Node node : graph.nodes()) {
            for (int input = 0; input < node.inputs().size(); input++) {
                Value value = node.inputs().get(input);
                if (LayoutDemands.ofInput(node.operator(), input).denseOrder() == MemoryOrder.CHANNELS_LAST
                        && graph.inputs().contains(value)) {
                    orders.put(value, MemoryOrder.CHANNELS_LAST);
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

    private static boolean isPooledImage(Node node) {
        return node.operator() instanceof Operator.Reduce reduce
                && reduce.isOfImages(node.output().shape().rank());
    }

    private MemoryOrder orderOfResult(Node node) {
        MemoryOrder demanded = LayoutDemands.ofResult(node.operator()).denseOrder();
        if (demanded != null) {
            return demanded;
        }
        if (isPooledImage(node) || node.operator() instanceof Operator.ConvertImage) {
            return MemoryOrder.CHANNELS_LAST;
        }
        if (node.operator() instanceof Operator.Reshape) {
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
}
