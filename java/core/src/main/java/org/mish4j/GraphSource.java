// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.Map;

/**
 * A network whose inputs may have several shapes; it gives a graph for given shapes. For a file it is
 * {@code shapes -> Importers.read(path, shapes)}. Several threads may call it at the same time.
 */
@FunctionalInterface
public interface GraphSource {
    /**
     * Returns the network's graph for some shapes.
     *
     * @param inputShapes the shapes of the inputs whose shape differs from the network's own, or is open in the network
     * @throws IllegalArgumentException if the network can't have these shapes
     */
    Graph graph(Map<String, Shape> inputShapes);
}
