// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import org.mish4j.Graph;

/**
 * Rewrites a graph into another that computes the same: the same inputs and outputs, with their names, types and
 * shapes, in the same order.
 */
@FunctionalInterface
interface Pass {
    /** Returns the rewritten graph; the given one, itself, if there is nothing to rewrite. */
    Graph apply(Graph graph);
}
