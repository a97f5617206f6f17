// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.proto;

/**
 * An operator that the model itself defines.
 *
 * @param name the operator
 * @param domain its domain
 */
public record FunctionProto(String name, String domain) {
    static FunctionProto read(WireReader reader) {
        String name = "";
        String domain = "";
        for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
            switch (field) {
                case 1 -> name = reader.string();
                case 10 -> domain = reader.string();
                default -> reader.skip();
            }
        }
        return new FunctionProto(name, domain);
    }
}
