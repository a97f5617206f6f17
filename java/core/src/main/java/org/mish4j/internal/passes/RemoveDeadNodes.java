// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Value;

/** Removes the nodes that no output depends on. Inputs stay, read or not. */
final class RemoveDeadNodes implements Pass {
    @Override
    public Graph apply(Graph graph) {
        Set<Value> needed = neededValues(graph);
        if (graph.nodes().stream().allMatch(node -> needed.contains(node.output()))) {
            return graph;
        }
        GraphCopy copy = new GraphCopy(graph);
        graph.nodes().stream().filter(node -> needed.contains(node.output())).forEach(copy::copy);
        return copy.build();
    }

    private static Set<Value> neededValues(Graph graph) {
        Set<Value> needed = Collections.newSetFromMap(new IdentityHashMap<>());
        graph.outputs().forEach(output -> needed.add(output.value()));
        for (Node node : graph.nodes().reversed()) {
            if (needed.contains(node.output())) {
                needed.addAll(node.inputs());
            }
        }
        return needed;
    }
}
