// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Shape;
import org.mish4j.Value;

class FoldConstantsTest {
    private final Pass pass = new FoldConstants();
    private final Network network = new Network();

    @Test
    void computesChainsOfConstantsAndKeepsTheRest() {
        Value x = network.input("x", 2);
        Value sum = network.binary(
                "sum",
                BinaryKind.ADD,
                network.constant(Constant.ofFloats(Shape.of(2), 1, 2)),
                network.constant(Constant.ofFloats(Shape.of(), 10)));
        Value scaled = network.eltwise("scaled", Activation.linear(2, 0), sum);
        Graph graph = network.outputs(network.binary("y", BinaryKind.MUL, x, scaled));

        Graph folded = pass.apply(graph);

        assertThat(GraphRuns.operations(folded)).containsExactly("mul");
        Constant constant =
                Objects.requireNonNull(folded.nodes().getFirst().inputs().get(1).constant());
        assertThat(constant.toFloatArray()).containsExactly(22, 24);
        GraphRuns.assertSame(folded, graph);
    }

    @Test
    void mayTurnAnOutputIntoAConstant() {
        Graph graph = network.outputs(network.eltwise("y", Activation.exp(), network.random(3)));

        Graph folded = pass.apply(graph);

        assertThat(folded.nodes()).isEmpty();
        GraphRuns.assertSame(folded, graph);
    }

    @Test
    void computesMoreThanSixteenMillionElements() {
        Value repeated = network.add(
                "repeated",
                new Operator.ResizeNearest(List.of(1L << 12, (1L << 12) + 1)),
                network.constant(Constant.ofFloats(Shape.of(1, 1, 1, 1), 3)));

        Graph folded = pass.apply(network.outputs(repeated));

        assertThat(folded.nodes()).isEmpty();
        Constant constant =
                Objects.requireNonNull(folded.outputs().getFirst().value().constant());
        assertThat(constant.segment().getAtIndex(ValueLayout.JAVA_FLOAT, (1L << 24) + (1L << 12) - 1))
                .isEqualTo(3);
    }

    @Test
    void leavesWhatNoMemoryHoldsBatchNormalisationsAndWhatVaries() {
        Value x = network.input("x", 1, 4);
        Operator toOneTebibyte = new Operator.ResizeNearest(List.of(1L << 19, 1L << 19));
        Value huge = network.add("huge", toOneTebibyte, network.random(1, 1, 1, 1));
        Value normalized = network.batchNormalization("norm", network.random(2, 3));
        Graph graph = network.outputs(huge, normalized, network.eltwise("y", Activation.exp(), x));

        assertThat(pass.apply(graph)).isSameAs(graph);
    }
}
