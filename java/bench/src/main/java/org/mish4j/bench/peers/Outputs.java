// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import java.util.Map;

/** Access to outputs by their names. */
final class Outputs {
    private Outputs() {}

    static <T> T named(Map<String, T> outputs, String name) {
        T output = outputs.get(name);
        if (output == null) {
            throw new IllegalArgumentException(
                    "there is no output '%s'; there are %s".formatted(name, String.join(", ", outputs.keySet())));
        }
        return output;
    }
}
