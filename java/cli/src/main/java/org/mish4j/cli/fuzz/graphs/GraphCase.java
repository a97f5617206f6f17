// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz.graphs;

import java.util.List;
import org.mish4j.Graph;

/**
 * A graph and the numbers that its inputs get.
 *
 * @param seed what the graph was drawn from; a case that was shrunk keeps that of the case it was made of
 * @param inputs for each input of the graph its elements in row-major order, all of which the input's type has
 */
public record GraphCase(long seed, Graph graph, List<float[]> inputs) {
    /** Makes the list immutable. */
    public GraphCase {
        inputs = List.copyOf(inputs);
    }
}
