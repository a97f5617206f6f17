// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Operator.PoolingKind;
import org.mish4j.Operator.ReductionKind;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;

class CanonicalizePoolingTest {
    private final Pass pass = new CanonicalizePooling();
    private final Network network = new Network();

    @ParameterizedTest
    @EnumSource
    void poolingOverTheWholeImageIsAReduction(PoolingKind kind) {
        Graph graph = unary(new Operator.Pooling(kind, List.of(4L, 5L), Window.uniform(2, 3, 0)), Shape.of(2, 3, 4, 5));

        Graph rewritten = pass.apply(graph);

        ReductionKind reduction = kind == PoolingKind.MAX ? ReductionKind.MAX : ReductionKind.MEAN;
        assertThat(operators(rewritten)).containsExactly(Operator.Reduce.ofImages(reduction, 4));
        GraphRuns.assertSame(rewritten, graph);
    }

    static Stream<Arguments> others() {
        Shape image = Shape.of(1, 2, 4, 4);
        return Stream.of(
                Arguments.of(image, Operator.Reduce.ofImages(ReductionKind.MEAN, 4)),
                Arguments.of(image, pooling(List.of(4L, 3L), 0)),
                Arguments.of(image, pooling(List.of(4L, 4L), 1)));
    }

    private static Operator pooling(List<Long> kernel, long pad) {
        return new Operator.Pooling(PoolingKind.MAX, kernel, Window.uniform(2, 5, pad));
    }

    @ParameterizedTest
    @MethodSource("others")
    void keeps(Shape shape, Operator operator) {
        Graph graph = unary(operator, shape);

        assertThat(pass.apply(graph)).isSameAs(graph);
    }

    private Graph unary(Operator operator, Shape shape) {
        Value x = network.input("x", shape.toArray());
        return network.outputs(network.add("y", operator, x));
    }

    private static List<Operator> operators(Graph graph) {
        return graph.nodes().stream().map(node -> node.operator()).toList();
    }
}
