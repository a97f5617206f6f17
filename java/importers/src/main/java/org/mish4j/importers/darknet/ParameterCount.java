// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet;

import org.mish4j.Graph;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;

/**
 * Counts the parameters of a network while a graph is built in which they are inputs, so that a file can be checked before
 * any memory is allocated for them.
 */
final class ParameterCount implements Parameters {
    private long count;

    @Override
    public Value next(Graph.Builder graph, String name, Shape shape) {
        count = Math.addExact(count, shape.elementCount());
        return graph.input(name, TensorType.F32, shape);
    }

    @Override
    public boolean transposed() {
        return false;
    }

    /** Returns the number of parameters so far. */
    long count() {
        return count;
    }
}
