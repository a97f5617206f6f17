// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import org.mish4j.internal.passes.StandardPasses;

/** Rewrites graphs so that they compute the same in fewer steps. */
public final class Passes {
    private Passes() {}

    /**
     * Returns a graph that computes the same: constants and batch normalisation folded, Mish and Swish recognised where
     * they are written with other operators, activations and residual sums fused into the convolutions and matrix
     * products before them. No batch normalisation is left. Inputs and outputs keep their names, types, shapes and
     * order, read or not. {@link Device#compile(Graph)} does this by itself.
     *
     * @return the graph itself if there is nothing to rewrite
     */
    public static Graph optimize(Graph graph) {
        return StandardPasses.optimize(graph);
    }
}
