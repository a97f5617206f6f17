// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.Value;

class FoldMatMulRowsTest {
    private final Pass pass = new FoldMatMulRows();
    private final Network network = new Network();

    static Arguments[] foldable() {
        return new Arguments[] {
            folded(Shape.of(5, 1, 8), Shape.of(1, 8, 6), Shape.of(5, 8), Shape.of(8, 6)),
            folded(Shape.of(2, 3, 4, 5), Shape.of(1, 1, 5, 6), Shape.of(24, 5), Shape.of(5, 6)),
            folded(Shape.of(2, 3, 4, 5), Shape.of(2, 1, 5, 6), Shape.of(2, 12, 5), Shape.of(2, 5, 6)),
            folded(Shape.of(1, 3, 4, 5), Shape.of(2, 1, 5, 6), Shape.of(1, 12, 5), Shape.of(2, 5, 6)),
            folded(Shape.of(1, 4, 5), Shape.of(1, 5, 6), Shape.of(4, 5), Shape.of(5, 6)),
            folded(Shape.of(2, 3, 4), Shape.of(1, 4, 1), Shape.of(6, 4), Shape.of(4, 1)),
            folded(Shape.of(1, 2, 4, 5), Shape.of(1, 2, 5, 6), Shape.of(2, 4, 5), Shape.of(2, 5, 6)),
            folded(Shape.of(2, 1, 3, 4, 5), Shape.of(2, 1, 3, 5, 6), Shape.of(2, 3, 4, 5), Shape.of(2, 3, 5, 6)),
            folded(Shape.of(1, 1, 4, 5), Shape.of(1, 2, 5, 6), Shape.of(1, 4, 5), Shape.of(2, 5, 6)),
        };
    }

    private static Arguments folded(Shape src, Shape weights, Shape foldedSrc, Shape foldedWeights) {
        return Arguments.of(src, weights, foldedSrc, foldedWeights);
    }

    @ParameterizedTest
    @MethodSource("foldable")
    void foldsRowsOfProductsWithTheSameRightSide(Shape src, Shape weights, Shape foldedSrc, Shape foldedWeights) {
        Value x = network.input("x", src.toArray());
        Value byConstant = network.matMul("a", x, network.random(weights.toArray()));
        Value byInput = network.matMul("b", x, network.input("w", weights.toArray()));
        Graph graph = network.outputs(byConstant, byInput);

        Graph folded = pass.apply(graph);

        List<Node> products = folded.nodes().stream()
                .filter(node -> node.operator() instanceof Operator.MatMul)
                .toList();
        assertThat(products)
                .hasSize(2)
                .allSatisfy(product -> assertThat(product.inputs())
                        .extracting(Value::shape)
                        .containsExactly(foldedSrc, foldedWeights));
        assertThat(pass.apply(folded)).isSameAs(folded);
        GraphRuns.assertSame(folded, graph);
    }

    @Test
    void keepsBiasAndPostOps() {
        Value x = network.input("x", 3, 2, 8);
        Operator product =
                new Operator.MatMul(true, List.of(new PostOp.Apply(Activation.relu()), new PostOp.AddResidual()));
        Graph graph = network.outputs(
                network.add("y", product, x, network.random(1, 8, 6), network.random(6), network.input("r", 3, 2, 6)));

        Graph folded = pass.apply(graph);

        assertThat(GraphRuns.operations(folded)).contains("matmul+bias+relu+add");
        GraphRuns.assertSame(folded, graph);
    }

    static Arguments[] others() {
        return new Arguments[] {
            Arguments.of(Shape.of(4, 5), Shape.of(5, 6)),
            Arguments.of(Shape.of(2, 4, 5), Shape.of(2, 5, 6)),
            Arguments.of(Shape.of(2, 1, 4, 5), Shape.of(1, 2, 5, 6)),
            Arguments.of(Shape.of(1, 4, 5), Shape.of(2, 5, 6)),
        };
    }

    @ParameterizedTest
    @MethodSource("others")
    void leavesOthers(Shape src, Shape weights) {
        Value x = network.input("x", src.toArray());
        Graph graph = network.outputs(network.matMul("y", x, network.random(weights.toArray())));

        assertThat(pass.apply(graph)).isSameAs(graph);
    }

    /** A bias and an activation are fused first, and two products in a row need no reshape between them. */
    @Test
    void layersOfATransformer() {
        Value x = network.input("x", 5, 1, 8);
        Value sum = network.binary(
                "sum", Operator.BinaryKind.ADD, network.matMul("a", x, network.random(1, 8, 6)), network.random(6));
        Value y = network.matMul("b", network.eltwise("relu", Activation.relu(), sum), network.random(1, 6, 4));
        Graph graph = network.outputs(y);

        Graph optimized = StandardPasses.optimize(graph);

        assertThat(GraphRuns.operations(optimized)).containsExactly("reshape", "matmul+bias+relu", "matmul", "reshape");
        GraphRuns.assertSame(optimized, graph);
    }
}
