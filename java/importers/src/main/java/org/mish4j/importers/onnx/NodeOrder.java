// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mish4j.ModelFormatException;
import org.mish4j.importers.onnx.proto.NodeProto;

/**
 * An order of nodes in which each follows those whose results it reads. The standard asks for it, but not every program that
 * writes files keeps to it. A node stays where it is in the file, unless one before it reads its result.
 */
final class NodeOrder {
    private final Map<String, NodeProto> producers;
    private final String fileName;
    private final List<NodeProto> ordered = new ArrayList<>();
    private final Set<NodeProto> placed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<NodeProto> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Visit> path = new ArrayDeque<>();

    private NodeOrder(Map<String, NodeProto> producers, String fileName) {
        this.producers = producers;
        this.fileName = fileName;
    }

    /** A node that is to be placed once what it reads is. */
    private record Visit(NodeProto node, Iterator<String> reads) {}

    /**
     * Returns nodes in such an order.
     *
     * @param nodes in the order of the file
     * @param producers the node that computes a name
     * @param fileName for errors
     * @throws ModelFormatException if nodes read each other's results in a cycle
     */
    static List<NodeProto> of(List<NodeProto> nodes, Map<String, NodeProto> producers, String fileName) {
        NodeOrder order = new NodeOrder(producers, fileName);
        nodes.forEach(order::place);
        return order.ordered;
    }

    private void place(NodeProto first) {
        enter(first);
        while (!path.isEmpty()) {
            Visit visit = path.getLast();
            if (visit.reads().hasNext()) {
                NodeProto producer = producers.get(visit.reads().next());
                if (producer != null) {
                    enter(producer);
                }
            } else {
                path.removeLast();
                waiting.remove(visit.node());
                placed.add(visit.node());
                ordered.add(visit.node());
            }
        }
    }

    private void enter(NodeProto node) {
        if (placed.contains(node)) {
            return;
        }
        if (!waiting.add(node)) {
            throw cycle(node);
        }
        path.addLast(new Visit(node, GraphReads.of(node).iterator()));
    }

    private ModelFormatException cycle(NodeProto start) {
        String nodes = path.stream()
                .map(Visit::node)
                .dropWhile(node -> !node.equals(start))
                .map(node -> "'%s' (%s)".formatted(node.label(), node.opType()))
                .collect(Collectors.joining(", "));
        return new ModelFormatException(
                "%s: nodes form a cycle, in which each reads a result of the next, and the last one of the first: %s"
                        .formatted(fileName, nodes));
    }
}
