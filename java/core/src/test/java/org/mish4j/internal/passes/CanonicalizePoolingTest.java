// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Operator.PoolingKind;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;

class CanonicalizePoolingTest {
    private static final Operator GLOBAL_AVERAGE = new Operator.GlobalPooling(PoolingKind.AVERAGE_EXCLUDE_PADDING);

    private final Pass pass = new CanonicalizePooling();
    private final Network network = new Network();

    static Stream<Arguments> spatialMeans() {
        return Stream.of(
                Arguments.of(Shape.of(2, 3, 5), List.of(2)),
                Arguments.of(Shape.of(1, 3, 4, 5), List.of(2, 3)),
                Arguments.of(Shape.of(2, 1, 4, 5), List.of(3, 2)),
                Arguments.of(Shape.of(1, 2, 2, 3, 4), List.of(2, 3, 4)));
    }

    @ParameterizedTest
    @MethodSource("spatialMeans")
    void pooledMeansKeepTheirDimensions(Shape shape, List<Integer> axes) {
        Graph graph = unary(new Operator.Reduce(Operator.ReductionKind.MEAN, axes, true), shape);

        Graph rewritten = pass.apply(graph);

        assertThat(operators(rewritten)).containsExactly(GLOBAL_AVERAGE);
        GraphRuns.assertSame(rewritten, graph);
    }

    @ParameterizedTest
    @MethodSource("spatialMeans")
    void pooledMeansAreReshapedWhereTheyDropDimensions(Shape shape, List<Integer> axes) {
        Graph graph = unary(new Operator.Reduce(Operator.ReductionKind.MEAN, axes, false), shape);

        Graph rewritten = pass.apply(graph);

        assertThat(operators(rewritten))
                .containsExactly(
                        GLOBAL_AVERAGE, new Operator.Reshape(Shape.of(shape.dimension(0), shape.dimension(1))));
        GraphRuns.assertSame(rewritten, graph);
    }

    @ParameterizedTest
    @EnumSource
    void poolingOverTheWholeImageIsGlobal(PoolingKind kind) {
        Graph graph = unary(new Operator.Pooling(kind, List.of(4L, 5L), Window.uniform(2, 3, 0)), Shape.of(2, 3, 4, 5));

        Graph rewritten = pass.apply(graph);

        assertThat(operators(rewritten))
                .containsExactly(
                        kind == PoolingKind.MAX ? new Operator.GlobalPooling(PoolingKind.MAX) : GLOBAL_AVERAGE);
        GraphRuns.assertSame(rewritten, graph);
    }

    @Test
    void globalAveragesHaveOneForm() {
        Graph graph = unary(new Operator.GlobalPooling(PoolingKind.AVERAGE_INCLUDE_PADDING), Shape.of(1, 2, 3, 3));

        assertThat(operators(pass.apply(graph))).containsExactly(GLOBAL_AVERAGE);
    }

    static Stream<Arguments> others() {
        Shape image = Shape.of(1, 2, 4, 4);
        return Stream.of(
                Arguments.of(image, new Operator.Reduce(Operator.ReductionKind.MEAN, List.of(2), true)),
                Arguments.of(image, new Operator.Reduce(Operator.ReductionKind.MEAN, List.of(1, 2, 3), true)),
                Arguments.of(Shape.of(2, 3), new Operator.Reduce(Operator.ReductionKind.MEAN, List.of(1), true)),
                Arguments.of(
                        Shape.of(1, 1, 2, 2, 2, 2),
                        new Operator.Reduce(Operator.ReductionKind.MEAN, List.of(2, 3, 4, 5), true)),
                Arguments.of(image, pooling(List.of(4L, 3L), 0)),
                Arguments.of(image, pooling(List.of(4L, 4L), 1)),
                Arguments.of(image, GLOBAL_AVERAGE),
                Arguments.of(image, new Operator.GlobalPooling(PoolingKind.MAX)));
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
