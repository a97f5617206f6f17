// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.weights;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.mish4j.Graph;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;

/**
 * Notes the parameters of a network while a graph is built in which they are inputs, so that a file can be checked before any
 * memory is allocated for them.
 */
public final class ParameterCount implements Parameters {
    private final boolean transposed;
    private final List<Shape> shapes = new ArrayList<>();
    private long count;

    /** Makes a count for a file whose matrices may be transposed. */
    public ParameterCount(boolean transposed) {
        this.transposed = transposed;
    }

    @Override
    public Value next(Graph.Builder graph, String name, Shape shape) {
        count = Math.addExact(count, shape.elementCount());
        shapes.add(shape);
        return graph.input(name, TensorType.F32, shape);
    }

    @Override
    public Value constant(Graph.Builder graph, String name, Shape shape, Consumer<MemorySegment> numbers) {
        return graph.input(name, TensorType.F32, shape);
    }

    @Override
    public boolean transposed() {
        return transposed;
    }

    /** Returns the number of single parameters so far. */
    long count() {
        return count;
    }

    /** Returns the shapes so far, in their order. */
    List<Shape> shapes() {
        return shapes;
    }
}
