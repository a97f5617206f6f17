// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.proto;

/**
 * A version of a domain's operators.
 *
 * @param domain the domain; empty for the standard one
 * @param version the version
 */
public record OperatorSetIdProto(String domain, long version) {
    static OperatorSetIdProto read(WireReader reader) {
        String domain = "";
        long version = 0;
        for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
            switch (field) {
                case 1 -> domain = reader.string();
                case 2 -> version = reader.int64();
                default -> reader.skip();
            }
        }
        return new OperatorSetIdProto(domain, version);
    }
}
