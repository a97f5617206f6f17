// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import org.jspecify.annotations.Nullable;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Value;

/**
 * A pass that replaces the results of single nodes, until there is none left to replace. What nobody reads any more is
 * removed.
 */
abstract class NodePass implements Pass {
    private static final Pass REMOVE_DEAD_NODES = new RemoveDeadNodes();

    @Override
    public final Graph apply(Graph graph) {
        Graph current = graph;
        Graph previous;
        do {
            previous = current;
            current = sweep(previous);
        } while (current != previous);
        return current;
    }

    private Graph sweep(Graph graph) {
        Uses uses = new Uses(graph);
        GraphCopy copy = new GraphCopy(graph);
        boolean changed = false;
        for (Node node : graph.nodes()) {
            Value replacement = replace(node, uses, copy);
            if (replacement == null) {
                copy.copy(node);
            } else {
                copy.replace(node.output(), replacement);
                changed = true;
            }
        }
        return changed ? REMOVE_DEAD_NODES.apply(copy.build()) : graph;
    }

    /**
     * Returns what replaces a node's result: a value of the new graph, of the same type and shape; null to keep the
     * node.
     *
     * @param node of the old graph
     * @param uses of the old graph's values
     * @param copy the new graph, which has the images of all that comes before the node
     */
    abstract @Nullable Value replace(Node node, Uses uses, GraphCopy copy);
}
