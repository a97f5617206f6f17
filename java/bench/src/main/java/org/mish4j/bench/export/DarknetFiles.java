// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.export;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network in Darknet's two files.
 *
 * @param configuration the .cfg file
 * @param weights the .weights file
 * @param outputs by the names of the graph's outputs: the sections whose results they are, in the graph's order
 */
public record DarknetFiles(Path configuration, Path weights, Map<String, Output> outputs) {
    /**
     * A section whose result is an output.
     *
     * @param section its name, such as "convolutional"
     * @param index its place after [net], from 0
     */
    public record Output(String section, int index) {}

    /** Makes the map immutable. */
    public DarknetFiles {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }
}
