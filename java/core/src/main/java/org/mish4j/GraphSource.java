// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.Map;

/**
 * A network whose inputs may have several shapes: what gives its graph for some of them. A file is one, {@code shapes ->
 * Importers.read(path, shapes)}. May be called by several threads at the same time.
 */
@FunctionalInterface
public interface GraphSource {
    /**
     * Returns the network's graph for some shapes.
     *
     * @param inputShapes the shapes of those inputs that are to have another one than the network says, or of which it
     *     leaves it open
     * @throws IllegalArgumentException if the network can't have these shapes
     */
    Graph graph(Map<String, Shape> inputShapes);
}
