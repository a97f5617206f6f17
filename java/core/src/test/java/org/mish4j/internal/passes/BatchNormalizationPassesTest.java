// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;

class BatchNormalizationPassesTest {
    private final Pass fold = new FoldBatchNormalization();
    private final Pass lower = new LowerBatchNormalization();
    private final Network network = new Network();

    @Test
    void foldsIntoAConvolution() {
        Value x = network.input("x", 1, 1, 1, 2);
        Value convolution =
                network.convolution("conv", x, network.constant(Constant.ofFloats(Shape.of(2, 1, 1, 1), 3, 5)), 0);
        Value normalized = network.add(
                "norm",
                new Operator.BatchNormalization(0.5f),
                convolution,
                network.constant(Constant.ofFloats(Shape.of(2), 2, 6)),
                network.constant(Constant.ofFloats(Shape.of(2), 100, 200)),
                network.constant(Constant.ofFloats(Shape.of(2), 10, 20)),
                network.constant(Constant.ofFloats(Shape.of(2), 3.5f, 8.5f)));

        Graph folded = fold.apply(network.outputs(normalized));

        assertThat(GraphRuns.operations(folded)).containsExactly("convolution+bias");
        assertThat(folded.nodes().getFirst().name()).isEqualTo("conv");
        // The factors are 2 / sqrt(3.5 + 0.5) = 1 and 6 / sqrt(8.5 + 0.5) = 2.
        assertThat(constant(folded, 1)).containsExactly(3, 10);
        assertThat(constant(folded, 2)).containsExactly(100 - 10, 200 - 2 * 20);
    }

    @Test
    void foldsIntoGroupsAndAddsToABias() {
        Value x = network.input("x", 2, 4, 5);
        Value convolution = network.add(
                "conv",
                new Operator.Convolution(2, Window.uniform(1, 2, 1), true, List.of()),
                x,
                network.random(6, 2, 3),
                network.random(6));
        Graph graph =
                network.outputs(network.batchNormalization("second", network.batchNormalization("first", convolution)));

        Graph folded = fold.apply(graph);

        assertThat(GraphRuns.operations(folded)).containsExactly("convolution+bias");
        GraphRuns.assertSame(folded, graph);
    }

    @Test
    void foldsIntoTheGroupsOfADeconvolution() {
        Value x = network.input("x", 2, 4, 5);
        Value deconvolution = network.add(
                "deconv",
                new Operator.Deconvolution(2, Window.uniform(1, 2, 1), List.of(1L), true, List.of()),
                x,
                network.random(4, 3, 3),
                network.random(6));
        Graph graph = network.outputs(network.batchNormalization("norm", deconvolution));

        Graph folded = fold.apply(graph);

        assertThat(GraphRuns.operations(folded)).containsExactly("deconvolution+bias");
        GraphRuns.assertSame(folded, graph);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void foldsIntoAMatrixProduct(boolean hasBias) {
        Value x = network.input("x", 3, 4);
        Value weights = network.random(4, 5);
        Value product = hasBias
                ? network.add("product", new Operator.MatMul(true, List.of()), x, weights, network.random(5))
                : network.matMul("product", x, weights);
        Graph graph = network.outputs(network.batchNormalization("norm", product));

        Graph folded = fold.apply(graph);

        assertThat(GraphRuns.operations(folded)).containsExactly("matmul+bias");
        GraphRuns.assertSame(folded, graph);
    }

    @Test
    void foldsEachOfTwoConvolutionsThatShareTheirWeights() {
        Value x = network.input("x", 1, 2, 4, 4);
        Value weights = network.random(2, 2, 3, 3);
        Value bias = network.random(2);
        Value first = network.batchNormalization("first.norm", network.convolutionWithBias("first", x, weights, bias));
        Value second =
                network.batchNormalization("second.norm", network.convolutionWithBias("second", first, weights, bias));
        Graph graph = network.outputs(second, network.convolutionWithBias("third", x, weights, bias));

        Graph folded = fold.apply(graph);

        assertThat(GraphRuns.operations(folded))
                .containsExactly("convolution+bias", "convolution+bias", "convolution+bias");
        GraphRuns.assertSame(folded, graph);
    }

    @Test
    void doesNotFoldWhatHasAnotherReaderOrIsAnOutputOrHasPostOps() {
        Value x = network.input("x", 1, 2, 4, 4);
        Value read = network.convolution("read", x, 3);
        Value output = network.convolution("output", x, 3);
        Value activated = network.convolution("activated", x, 3, new PostOp.Apply(Activation.relu()));
        Graph graph = network.outputs(
                network.batchNormalization("a", read),
                network.eltwise("b", Activation.relu(), read),
                network.batchNormalization("c", output),
                output,
                network.batchNormalization("d", activated));

        assertThat(fold.apply(graph)).isSameAs(graph);
    }

    @Test
    void doesNotFoldWhatVariesOrIsOnAnotherAxisOrIsNotFinite() {
        Value x = network.input("x", 1, 2, 4, 4);
        Value variableScale = network.input("scale", 2);
        Value ones = network.constant(Constant.ofFloats(Shape.of(2), 1, 1));
        Value zeros = network.constant(Constant.ofFloats(Shape.of(2), 0, 0));
        Value weights = network.input("weights", 2, 2, 3, 3);
        Value product = network.matMul("product", network.input("rows", 2, 3, 4), network.random(1, 4, 5));
        Operator norm = new Operator.BatchNormalization(0);
        Graph graph = network.outputs(
                network.add("a", norm, network.convolution("first", x, 2), variableScale, ones, ones, ones),
                network.batchNormalization("b", network.convolution("second", x, weights, 1)),
                network.batchNormalization("c", product),
                network.add("d", norm, network.convolution("third", x, 2), ones, ones, ones, zeros));

        assertThat(fold.apply(graph)).isSameAs(graph);
    }

    @Test
    void lowersConstantParametersToAProductAndASum() {
        Value x = network.input("x", 1, 2, 2);
        Value normalized = network.add(
                "norm",
                new Operator.BatchNormalization(0.5f),
                x,
                network.constant(Constant.ofFloats(Shape.of(2), 2, 6)),
                network.constant(Constant.ofFloats(Shape.of(2), 100, 200)),
                network.constant(Constant.ofFloats(Shape.of(2), 10, 20)),
                network.constant(Constant.ofFloats(Shape.of(2), 3.5f, 8.5f)));

        Graph lowered = lower.apply(network.outputs(normalized));

        assertThat(GraphRuns.operations(lowered)).containsExactly("mul", "add");
        assertThat(constant(lowered, 0, 1)).containsExactly(1, 2);
        assertThat(constant(lowered, 1, 1)).containsExactly(90, 160);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void lowersParametersThatVary(int rank) {
        long[] dimensions = {2, 3, 2, 1, 4};
        Shape shape = Shape.of(Arrays.copyOf(dimensions, rank));
        Value x = network.input("x", shape.toArray());
        Value scale = network.input("scale", 3);
        Value shift = network.constant(TestConstants.of(1, 3));
        Value mean = network.input("mean", 3);
        Value variance = network.constant(TestConstants.positive(2, 3));
        Graph graph = network.outputs(
                network.add("norm", new Operator.BatchNormalization(0.25f), x, scale, shift, mean, variance));

        float[] found = GraphRuns.run(graph).getFirst();

        GraphRuns.assertClose("norm", found, expected(shape));
    }

    private static float[] expected(Shape shape) {
        float[] x = TestConstants.values(77, shape.elementCount());
        float[] scale = TestConstants.values(78, 3);
        float[] mean = TestConstants.values(79, 3);
        float[] shift = TestConstants.of(1, 3).toFloatArray();
        float[] variance = TestConstants.positive(2, 3).toFloatArray();
        int inner = Math.toIntExact(shape.elementCount() / 6);
        for (int index = 0; index < x.length; index++) {
            int channel = index / inner % 3;
            x[index] =
                    (float) ((x[index] - (double) mean[channel]) / Math.sqrt(variance[channel] + 0.25) * scale[channel]
                            + shift[channel]);
        }
        return x;
    }

    private static float[] constant(Graph graph, int input) {
        return constant(graph, 0, input);
    }

    private static float[] constant(Graph graph, int node, int input) {
        return Objects.requireNonNull(
                        graph.nodes().get(node).inputs().get(input).constant())
                .toFloatArray();
    }
}
