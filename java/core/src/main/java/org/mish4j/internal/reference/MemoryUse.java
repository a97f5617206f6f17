// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference;

import java.util.IdentityHashMap;
import java.util.List;
import org.mish4j.Graph;
import org.mish4j.ModelMemory;
import org.mish4j.Node;
import org.mish4j.TensorType;
import org.mish4j.Value;

/**
 * The memory that a graph takes when every result, and every input that is not F32, has its own as floats. What kernels keep on the heap, a row each, is not
 * counted.
 */
final class MemoryUse {
    private MemoryUse() {}

    static ModelMemory of(Graph graph) {
        long weights = graph.constants().stream().mapToLong(MemoryUse::bytes).sum();
        long activations = graph.nodes().stream()
                .map(Node::output)
                .mapToLong(MemoryUse::bytes)
                .sum();
        long converted = graph.inputs().stream()
                .filter(input -> input.type() != TensorType.F32)
                .mapToLong(input -> input.shape().elementCount() * Float.BYTES)
                .sum();
        return new ModelMemory(weights, converted + activations, converted + largestLive(graph), 0);
    }

    private static long largestLive(Graph graph) {
        List<Node> nodes = graph.nodes();
        IdentityHashMap<Value, Integer> lastUses = new IdentityHashMap<>();
        for (int step = 0; step < nodes.size(); step++) {
            lastUses.put(nodes.get(step).output(), step);
            for (Value input : nodes.get(step).inputs()) {
                lastUses.replace(input, step);
            }
        }
        graph.outputs().forEach(output -> lastUses.replace(output.value(), nodes.size() - 1));
        long[] freedAfter = new long[nodes.size()];
        lastUses.forEach((value, step) -> freedAfter[step] += bytes(value));
        long live = 0;
        long largest = 0;
        for (int step = 0; step < nodes.size(); step++) {
            live += bytes(nodes.get(step).output());
            largest = Math.max(largest, live);
            live -= freedAfter[step];
        }
        return largest;
    }

    private static long bytes(Value value) {
        return value.shape().elementCount() * value.type().byteSize();
    }
}
