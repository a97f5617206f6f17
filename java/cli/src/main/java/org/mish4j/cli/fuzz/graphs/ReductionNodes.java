// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz.graphs;

import java.util.ArrayList;
import java.util.List;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;

/** Adds nodes that combine the elements along some dimensions. */
final class ReductionNodes {
    private static final List<Operator.ReductionKind> KINDS = List.of(Operator.ReductionKind.values());
    private static final List<Operator.ArgKind> ARG_KINDS = List.of(Operator.ArgKind.values());
    private static final List<Operator.TopKResult> TOP_K_RESULTS = List.of(Operator.TopKResult.values());

    private final GraphDraft graph;
    private final Draw draw;

    ReductionNodes(GraphDraft graph) {
        this.graph = graph;
        this.draw = graph.draw();
    }

    void softmax() {
        Value src = graph.anyOfRank(1, Shape.MAX_RANK);
        graph.add(new Operator.Softmax(axis(src), draw.chance(0.3)), src);
    }

    void normalize() {
        Value src = graph.anyOfRank(1, Shape.MAX_RANK);
        graph.add(new Operator.MeanVarianceNormalization(axis(src), draw.of(1e-2f, 0.1f)), src);
    }

    void reduce() {
        Value src = graph.anyOfRank(1, Shape.MAX_RANK);
        int rank = src.shape().rank();
        List<Integer> axes = new ArrayList<>(draw.permutation(rank).subList(0, draw.from(1, rank)));
        graph.add(new Operator.Reduce(draw.of(KINDS), axes, draw.chance(0.5)), src);
    }

    void argReduce() {
        Value src = graph.anyOfRank(1, Shape.MAX_RANK);
        graph.add(new Operator.ArgReduce(draw.of(ARG_KINDS), axis(src), draw.chance(0.5), draw.chance(0.5)), src);
    }

    void topK() {
        Value src = graph.anyOfRank(1, Shape.MAX_RANK);
        int axis = axis(src);
        int size = Math.toIntExact(src.shape().dimension(axis));
        long count = draw.chance(0.2) ? size : draw.from(1, size);
        graph.add(new Operator.TopK(draw.of(ARG_KINDS), axis, count, draw.of(TOP_K_RESULTS)), src);
    }

    private int axis(Value value) {
        return draw.from(0, value.shape().rank() - 1);
    }
}
