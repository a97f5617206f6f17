// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.proto;

import java.util.ArrayList;
import java.util.List;

/**
 * A node.
 *
 * @param inputs the names of what it reads; an empty name is an optional input left out
 * @param outputs the names of its results; an empty name is a result left out
 * @param name the name; may be empty
 * @param opType the operator
 * @param domain the operator's domain; empty for the standard one
 * @param attributes the attributes
 */
public record NodeProto(
        List<String> inputs,
        List<String> outputs,
        String name,
        String opType,
        String domain,
        List<AttributeProto> attributes) {

    /** Returns the name, or else the first result's, for people. */
    public String label() {
        if (!name.isEmpty()) {
            return name;
        }
        return outputs.stream().filter(output -> !output.isEmpty()).findFirst().orElse(opType);
    }

    static NodeProto read(WireReader reader) {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        String name = "";
        String opType = "";
        String domain = "";
        List<AttributeProto> attributes = new ArrayList<>();
        for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
            switch (field) {
                case 1 -> inputs.add(reader.string());
                case 2 -> outputs.add(reader.string());
                case 3 -> name = reader.string();
                case 4 -> opType = reader.string();
                case 5 -> attributes.add(reader.message("AttributeProto", AttributeProto::read));
                case 7 -> domain = reader.string();
                default -> reader.skip();
            }
        }
        return new NodeProto(List.copyOf(inputs), List.copyOf(outputs), name, opType, domain, List.copyOf(attributes));
    }
}
