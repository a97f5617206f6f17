// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mish4j.importers.onnx.proto.AttributeProto;
import org.mish4j.importers.onnx.proto.GraphProto;
import org.mish4j.importers.onnx.proto.NodeProto;

/** The names of a graph that its nodes read, also from within the graphs among their attributes. */
final class GraphReads {
    private GraphReads() {}

    /** Returns the names that a node reads, or that graphs among its attributes read and do not define themselves. */
    static List<String> of(NodeProto node) {
        List<String> names = new ArrayList<>();
        node.inputs().stream().filter(name -> !name.isEmpty()).forEach(names::add);
        for (AttributeProto attribute : node.attributes()) {
            GraphProto graph = attribute.g();
            if (graph != null) {
                names.addAll(captured(graph));
            }
        }
        return names;
    }

    private static Collection<String> captured(GraphProto graph) {
        Set<String> names = new HashSet<>();
        graph.nodes().forEach(node -> names.addAll(of(node)));
        graph.outputs().forEach(output -> names.add(output.name()));
        graph.nodes().forEach(node -> node.outputs().forEach(names::remove));
        graph.inputs().forEach(input -> names.remove(input.name()));
        graph.initializers().forEach(initializer -> names.remove(initializer.name()));
        return names;
    }
}
