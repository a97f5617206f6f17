// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Value;

/** Who makes and who reads the values of a graph. */
final class Uses {
    private final List<Node> nodes;
    private final IdentityHashMap<Value, Integer> positions = new IdentityHashMap<>();
    private final IdentityHashMap<Value, Integer> readCounts = new IdentityHashMap<>();

    Uses(Graph graph) {
        this.nodes = graph.nodes();
        for (int position = 0; position < nodes.size(); position++) {
            positions.put(nodes.get(position).output(), position);
            nodes.get(position).inputs().forEach(this::countRead);
        }
        graph.outputs().forEach(output -> countRead(output.value()));
    }

    private void countRead(Value value) {
        readCounts.merge(value, 1, Integer::sum);
    }

    /** Returns the node that computes a value; null for an input or a constant. */
    @Nullable
    Node producer(Value value) {
        Integer position = positions.get(value);
        return position == null ? null : nodes.get(position);
    }

    /** Returns the place in the graph of the node that computes a value; -1 for an input or a constant. */
    int position(Value value) {
        return positions.getOrDefault(value, -1);
    }

    /** Tells whether a value is read just once: as one input of one node, or as one output of the graph. */
    boolean isReadOnce(Value value) {
        return readCounts.getOrDefault(value, 0) == 1;
    }

    /** Returns what an activation was applied to in order to get a value; null if the value was made otherwise. */
    @Nullable
    Value argument(Value value, Activation activation) {
        Node producer = producer(value);
        return producer != null && producer.operator().equals(new Operator.Eltwise(activation))
                ? producer.inputs().getFirst()
                : null;
    }
}
