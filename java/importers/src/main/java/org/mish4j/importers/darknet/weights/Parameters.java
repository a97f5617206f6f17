// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.weights;

import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import org.mish4j.Graph;
import org.mish4j.Shape;
import org.mish4j.Value;

/** Where the parameters of a network come from, in the order of the file. */
public interface Parameters {
    /** Returns the next parameters as a value of a graph. */
    Value next(Graph.Builder graph, String name, Shape shape);

    /**
     * Returns numbers that are not in the file as a value of a graph.
     *
     * @param numbers writes them, as float32, into a segment of zeros
     */
    Value constant(Graph.Builder graph, String name, Shape shape, Consumer<MemorySegment> numbers);

    /** Tells whether the matrices of connected sections are stored transposed, {@code [inputs, outputs]}. */
    boolean transposed();
}
