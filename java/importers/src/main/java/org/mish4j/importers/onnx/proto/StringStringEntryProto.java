// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.proto;

/**
 * An entry of a map.
 *
 * @param key the key
 * @param value the value
 */
record StringStringEntryProto(String key, String value) {
    static StringStringEntryProto read(WireReader reader) {
        String key = "";
        String value = "";
        for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
            switch (field) {
                case 1 -> key = reader.string();
                case 2 -> value = reader.string();
                default -> reader.skip();
            }
        }
        return new StringStringEntryProto(key, value);
    }
}
