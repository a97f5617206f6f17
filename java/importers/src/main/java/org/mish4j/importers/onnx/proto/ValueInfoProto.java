// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.proto;

import org.jspecify.annotations.Nullable;

/**
 * What is declared of an input or an output.
 *
 * @param name the name
 * @param type the type; null if none is declared
 */
public record ValueInfoProto(String name, @Nullable TypeProto type) {
    static ValueInfoProto read(WireReader reader) {
        String name = "";
        TypeProto type = null;
        for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
            switch (field) {
                case 1 -> name = reader.string();
                case 2 -> type = reader.message("TypeProto", TypeProto::read);
                default -> reader.skip();
            }
        }
        return new ValueInfoProto(name, type);
    }
}
