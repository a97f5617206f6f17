// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mish4j.ModelFormatException;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.proto.GraphProto;
import org.mish4j.importers.onnx.proto.NodeProto;
import org.mish4j.importers.onnx.proto.TensorProto;

/** The names of a graph of the file, and of the graph around it, whose names its nodes may read. */
final class GraphScope {
    private final @Nullable GraphScope outer;
    private final GraphProto graph;
    private final TensorDecoder decoder;
    private final Map<String, TensorProto> initializers = new HashMap<>();
    private final Map<String, Operand> operands = new HashMap<>();
    private final List<NodeProto> neededNodes;
    private final Set<String> readNames = new HashSet<>();

    /**
     * Makes the scope of a graph.
     *
     * @param outer the scope of the node that the graph belongs to; null for the model's graph
     * @param fileName for errors
     * @throws ModelFormatException if a name is given twice, or if nodes read each other's results in a cycle
     */
    GraphScope(@Nullable GraphScope outer, GraphProto graph, TensorDecoder decoder, String fileName) {
        this.outer = outer;
        this.graph = graph;
        this.decoder = decoder;
        for (TensorProto initializer : graph.initializers()) {
            if (initializers.put(initializer.name(), initializer) != null) {
                throw new ModelFormatException(
                        "%s: there are two initializers of the name '%s'".formatted(fileName, initializer.name()));
            }
        }
        Map<String, NodeProto> producers = new HashMap<>();
        for (NodeProto node : graph.nodes()) {
            for (String output : node.outputs()) {
                if (!output.isEmpty() && producers.put(output, node) != null) {
                    throw new ModelFormatException("%s: two nodes compute '%s'".formatted(fileName, output));
                }
            }
        }
        Set<NodeProto> needed = findNeededNodes(producers);
        this.neededNodes =
                NodeOrder.of(graph.nodes().stream().filter(needed::contains).toList(), producers, fileName);
    }

    private Set<NodeProto> findNeededNodes(Map<String, NodeProto> producers) {
        Set<NodeProto> needed = Collections.newSetFromMap(new IdentityHashMap<>());
        List<String> open = new ArrayList<>();
        graph.outputs().forEach(output -> open.add(output.name()));
        while (!open.isEmpty()) {
            String name = open.removeLast();
            readNames.add(name);
            NodeProto producer = producers.get(name);
            if (producer != null && needed.add(producer)) {
                open.addAll(GraphReads.of(producer));
            }
        }
        return needed;
    }

    /** Returns the nodes that the outputs need, each after those whose results it reads. */
    List<NodeProto> neededNodes() {
        return neededNodes;
    }

    /** Returns the names that outputs or needed nodes read. */
    Set<String> readNames() {
        return readNames;
    }

    /** Says what a name stands for. */
    void define(String name, Operand operand) {
        operands.put(name, operand);
    }

    /** Tells whether a name of this graph is known to stand for something, or has an initializer. */
    boolean defines(String name) {
        return operands.containsKey(name) || initializers.containsKey(name);
    }

    /** Returns what a name of this graph, or of one around it, stands for; null if that is not known yet. */
    @Nullable
    Operand find(String name) {
        Operand operand = operands.get(name);
        if (operand != null) {
            return operand;
        }
        TensorProto initializer = initializers.get(name);
        if (initializer != null) {
            Operand known = new Operand.Known(name, decoder.decode(initializer));
            operands.put(name, known);
            return known;
        }
        return outer == null ? null : outer.find(name);
    }
}
