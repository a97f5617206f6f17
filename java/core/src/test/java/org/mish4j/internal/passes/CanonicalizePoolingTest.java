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

    static Stream<Arguments> spatialAxes() {
        return Stream.of(
                Arguments.of(Shape.of(2, 3, 5), List.of(2)),
                Arguments.of(Shape.of(1, 3, 4, 5), List.of(2, 3)),
                Arguments.of(Shape.of(2, 1, 4, 5), List.of(3, 2)),
                Arguments.of(Shape.of(1, 2, 2, 3, 4), List.of(2, 3, 4)));
    }

    @ParameterizedTest
    @MethodSource("spatialAxes")
    void reductionsOfImagesAreReshapedWhereTheyDropDimensions(Shape shape, List<Integer> axes) {
        Value x = network.input("x", shape.toArray());
        Graph graph = network.outputs(
                network.add("mean", new Operator.Reduce(ReductionKind.MEAN, axes, false), x),
                network.add("maximum", new Operator.Reduce(ReductionKind.MAX, axes, false), x));

        Graph rewritten = pass.apply(graph);

        Operator reshape = new Operator.Reshape(Shape.of(shape.dimension(0), shape.dimension(1)));
        assertThat(operators(rewritten))
                .containsExactly(
                        Operator.Reduce.ofImages(ReductionKind.MEAN, shape.rank()),
                        reshape,
                        Operator.Reduce.ofImages(ReductionKind.MAX, shape.rank()),
                        reshape);
        GraphRuns.assertSame(rewritten, graph);
    }

    static Stream<Arguments> others() {
        Shape image = Shape.of(1, 2, 4, 4);
        return Stream.of(
                Arguments.of(image, Operator.Reduce.ofImages(ReductionKind.MEAN, 4)),
                Arguments.of(image, new Operator.Reduce(ReductionKind.SUM, List.of(2, 3), false)),
                Arguments.of(image, new Operator.Reduce(ReductionKind.MEAN, List.of(2), false)),
                Arguments.of(image, new Operator.Reduce(ReductionKind.MEAN, List.of(1, 2, 3), false)),
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
