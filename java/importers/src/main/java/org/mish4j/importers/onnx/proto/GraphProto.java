// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.proto;

import java.util.ArrayList;
import java.util.List;

/**
 * A graph.
 *
 * @param nodes the nodes, in any order
 * @param name the name; may be empty
 * @param initializers the constants
 * @param inputs the inputs; one with an initializer of its name has that value unless it is given
 * @param outputs the outputs
 */
public record GraphProto(
        List<NodeProto> nodes,
        String name,
        List<TensorProto> initializers,
        List<ValueInfoProto> inputs,
        List<ValueInfoProto> outputs) {

    static GraphProto read(WireReader reader) {
        List<NodeProto> nodes = new ArrayList<>();
        String name = "";
        List<TensorProto> initializers = new ArrayList<>();
        List<ValueInfoProto> inputs = new ArrayList<>();
        List<ValueInfoProto> outputs = new ArrayList<>();
        for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
            switch (field) {
                case 1 -> nodes.add(reader.message("NodeProto", NodeProto::read));
                case 2 -> name = reader.string();
                case 5 -> initializers.add(reader.message("TensorProto", TensorProto::read));
                case 11 -> inputs.add(reader.message("ValueInfoProto", ValueInfoProto::read));
                case 12 -> outputs.add(reader.message("ValueInfoProto", ValueInfoProto::read));
                default -> reader.skip();
            }
        }
        return new GraphProto(
                List.copyOf(nodes), name, List.copyOf(initializers), List.copyOf(inputs), List.copyOf(outputs));
    }
}
