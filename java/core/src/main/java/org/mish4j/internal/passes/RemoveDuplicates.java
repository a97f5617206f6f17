// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Value;

/** Computes once what several nodes compute: those with equal operators and the same inputs. */
final class RemoveDuplicates implements Pass {
    private record Computation(Operator operator, List<Value> inputs) {}

    @Override
    public Graph apply(Graph graph) {
        Map<Computation, Value> results = new HashMap<>();
        GraphCopy copy = new GraphCopy(graph);
        boolean changed = false;
        for (Node node : graph.nodes()) {
            Computation computation = new Computation(node.operator(), copy.images(node.inputs()));
            Value known = results.get(computation);
            if (known == null) {
                copy.copy(node);
                results.put(computation, copy.image(node.output()));
            } else {
                copy.replace(node.output(), known);
                changed = true;
            }
        }
        return changed ? copy.build() : graph;
    }
}
