// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;

class RemoveNoOpsTest {
    private final Pass pass = new RemoveNoOps();
    private final Network network = new Network();
    private final Value x = network.input("x", 2, 3, 4);

    static Stream<Operator> noOps() {
        return Stream.of(
                new Operator.Reshape(Shape.of(2, 3, 4)),
                new Operator.Transpose(List.of(0, 1, 2)),
                new Operator.Slice(List.of(0L, 0L, 0L), List.of(2L, 3L, 4L), List.of(1L, 1L, 1L)),
                new Operator.Concat(1),
                new Operator.ResizeNearest(List.of(1L)),
                new Operator.Eltwise(Activation.linear(1, 0)));
    }

    static Stream<Operator> others() {
        return Stream.of(
                new Operator.Reshape(Shape.of(3, 2, 4)),
                new Operator.Transpose(List.of(0, 2, 1)),
                new Operator.Slice(List.of(0L, 1L, 0L), List.of(2L, 2L, 4L), List.of(1L, 1L, 1L)),
                new Operator.ResizeNearest(List.of(2L)),
                new Operator.Eltwise(Activation.linear(1, 1)),
                new Operator.Eltwise(Activation.relu()));
    }

    @ParameterizedTest
    @MethodSource("noOps")
    void removes(Operator operator) {
        Value y = network.eltwise("y", Activation.exp(), network.add("no-op", operator, x));
        Graph graph = network.outputs(y, network.add("output", operator, x));

        Graph reduced = pass.apply(graph);

        assertThat(GraphRuns.operations(reduced)).containsExactly("exp");
        assertThat(reduced.outputs().get(1).value()).isSameAs(reduced.inputs().getFirst());
        GraphRuns.assertSame(reduced, graph);
    }

    @ParameterizedTest
    @MethodSource("others")
    void keeps(Operator operator) {
        Graph graph = network.outputs(network.add("y", operator, x));

        assertThat(pass.apply(graph)).isSameAs(graph);
    }

    @Test
    void mergesReshapesInARow() {
        Value first = reshape("first", x, 6, 4);
        Value second = reshape("second", first, 24);
        Graph graph = network.outputs(reshape("third", second, 4, 6), first);

        Graph reduced = pass.apply(graph);

        assertThat(GraphRuns.operations(reduced)).containsExactly("reshape", "reshape");
        GraphRuns.assertSame(reduced, graph);
    }

    @Test
    void removesReshapesThatUndoEachOther() {
        Graph graph = network.outputs(reshape("back", reshape("there", x, 24), 2, 3, 4));

        assertThat(pass.apply(graph).nodes()).isEmpty();
    }

    @Test
    void removesWhatNobodyReadsButKeepsInputs() {
        network.input("unread", 5);
        network.eltwise("dead", Activation.exp(), network.eltwise("deader", Activation.exp(), x));
        Graph graph = network.outputs(network.eltwise("y", Activation.tanh(), x));

        Graph reduced = pass.apply(graph);

        assertThat(GraphRuns.operations(reduced)).containsExactly("tanh");
        assertThat(reduced.inputs().stream().map(Value::name)).containsExactly("x", "unread");
        GraphRuns.assertSame(reduced, graph);
    }

    private Value reshape(String name, Value src, long... dimensions) {
        return network.add(name, new Operator.Reshape(Shape.of(dimensions)), src);
    }
}
