// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.List;
import org.mish4j.Graph;

/** The passes that every graph goes through before a backend compiles it. */
public final class StandardPasses {
    private static final List<Pass> PASSES = List.of(
            new FoldConstants(),
            new RemoveNoOps(),
            new RemoveDuplicates(),
            new CanonicalizePooling(),
            new CropKernels(),
            new FoldBatchNormalization(),
            new LowerBatchNormalization(),
            new FoldScaleAndShift(),
            new RecogniseMish(),
            new RecogniseSwish(),
            new FuseActivation(),
            new FuseResidual());

    /** What changes shapes, so that it could keep the others from fusing nodes. */
    private static final Pass LAST = new FoldMatMulRows();

    private StandardPasses() {}

    /** Applies all passes in their order, again and again until none finds anything to rewrite. */
    public static Graph optimize(Graph graph) {
        return untilNothingChanges(LAST.apply(untilNothingChanges(graph)));
    }

    private static Graph untilNothingChanges(Graph graph) {
        Graph current = graph;
        Graph previous;
        do {
            previous = current;
            for (Pass pass : PASSES) {
                current = pass.apply(current);
            }
        } while (current != previous);
        return current;
    }
}
