// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz.graphs;

import java.util.ArrayList;
import java.util.List;
import org.mish4j.Operator;
import org.mish4j.Value;

/** Adds poolings and enlargements. */
final class WindowNodes {
    private static final List<Operator.PoolingKind> KINDS = List.of(Operator.PoolingKind.values());

    private final GraphDraft graph;
    private final Draw draw;

    WindowNodes(GraphDraft graph) {
        this.graph = graph;
        this.draw = graph.draw();
    }

    void pooling() {
        Value src = graph.anyOfRank(3, 5);
        List<Long> kernel = new ArrayList<>();
        for (int axis = 2; axis < src.shape().rank(); axis++) {
            kernel.add((long) draw.from(1, (int) Math.min(4, src.shape().dimension(axis))));
        }
        graph.add(new Operator.Pooling(draw.of(KINDS), kernel, Windows.pooling(draw, src.shape(), kernel)), src);
    }

    void globalPooling() {
        Value src = graph.anyOfRank(3, 5);
        Operator.ReductionKind kind = draw.of(Operator.ReductionKind.MEAN, Operator.ReductionKind.MAX);
        graph.add(Operator.Reduce.ofImages(kind, src.shape().rank()), src);
    }

    void resizeNearest() {
        Value src = graph.anyOfRank(3, 5);
        graph.add(new Operator.ResizeNearest(draw.numbers(src.shape().rank() - 2, 1, 3)), src);
    }
}
