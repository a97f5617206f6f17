// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;

class FoldScaleAndShiftTest {
    private static final Shape CHANNELS = Shape.of(1, 3, 1, 1);

    private final Pass pass = new FoldScaleAndShift();
    private final Network network = new Network();

    static Stream<Arguments> operands() {
        return Stream.of(BinaryKind.ADD, BinaryKind.MUL, BinaryKind.SUB, BinaryKind.DIV)
                .flatMap(kind -> Stream.of(CHANNELS, Shape.of(3, 1, 1), Shape.of(), Shape.of(1), Shape.of(1, 1, 1, 1))
                        .map(shape -> Arguments.of(kind, shape)));
    }

    @ParameterizedTest
    @MethodSource("operands")
    void foldsIntoTheConvolutionBefore(BinaryKind kind, Shape shape) {
        Value x = network.input("x", 2, 2, 4, 4);
        Value operand = network.constant(TestConstants.positive(5, shape.toArray()));
        Graph graph = network.outputs(network.binary("y", kind, network.convolution("conv", x, 3), operand));

        Graph folded = pass.apply(graph);

        boolean addsBias = kind == BinaryKind.ADD || kind == BinaryKind.SUB;
        assertThat(GraphRuns.operations(folded)).containsExactly(addsBias ? "convolution+bias" : "convolution");
        GraphRuns.assertSame(folded, graph);
    }

    @ParameterizedTest
    @EnumSource(names = {"ADD", "MUL", "SUB"})
    void foldsAConstantThatIsTheFirstOperand(BinaryKind kind) {
        Value x = network.input("x", 2, 2, 4, 4);
        Value convolution = network.convolutionWithBias("conv", x, network.random(3, 2, 3, 3), network.random(3));
        Graph graph = network.outputs(network.binary("y", kind, network.random(3, 1, 1), convolution));

        Graph folded = pass.apply(graph);

        assertThat(GraphRuns.operations(folded)).containsExactly("convolution+bias");
        GraphRuns.assertSame(folded, graph);
    }

    @Test
    void foldsALinearFunctionAndChains() {
        Value x = network.input("x", 1, 2, 4, 4);
        Value scaled = network.eltwise("linear", Activation.linear(3, -2), network.convolution("conv", x, 3));
        Value shifted = network.binary("add", BinaryKind.ADD, scaled, network.random(3, 1, 1));
        Graph graph = network.outputs(network.binary("y", BinaryKind.MUL, shifted, network.random(3, 1, 1)));

        Graph folded = pass.apply(graph);

        assertThat(GraphRuns.operations(folded)).containsExactly("convolution+bias");
        GraphRuns.assertSame(folded, graph);
    }

    @Test
    void makesASumAfterAMatrixProductItsBias() {
        Value x = network.input("x", 3, 4);
        Value weights = network.input("weights", 4, 5);
        Value bias = network.random(1, 5);
        Graph graph = network.outputs(network.binary("y", BinaryKind.ADD, bias, network.matMul("product", x, weights)));

        Graph folded = pass.apply(graph);

        assertThat(GraphRuns.operations(folded)).containsExactly("matmul+bias");
        assertThat(Objects.requireNonNull(
                                folded.nodes().getFirst().inputs().get(2).constant())
                        .toFloatArray())
                .containsExactly(Objects.requireNonNull(bias.constant()).toFloatArray());
        GraphRuns.assertSame(folded, graph);
    }

    @Test
    void scalesTheColumnsOfAStackOfMatrices() {
        Value x = network.input("x", 2, 3, 4);
        Graph graph = network.outputs(network.binary(
                "y", BinaryKind.MUL, network.matMul("product", x, network.random(2, 4, 5)), network.random(5)));

        Graph folded = pass.apply(graph);

        assertThat(GraphRuns.operations(folded)).containsExactly("matmul");
        GraphRuns.assertSame(folded, graph);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void foldsAScaleIntoTheConvolutionAfter(int pad) {
        Value x = network.input("x", 1, 4, 5, 5);
        Value scaled = network.binary("scaled", BinaryKind.MUL, x, network.random(4, 1, 1));
        Graph graph = network.outputs(groupedConvolution("conv", scaled, pad, true));

        Graph folded = pass.apply(graph);

        assertThat(GraphRuns.operations(folded)).containsExactly("convolution+bias+relu");
        GraphRuns.assertSame(folded, graph);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void foldsAShiftIntoTheConvolutionAfterIfItHasNoPadding(boolean hasBias) {
        Value x = network.input("x", 1, 4, 5, 5);
        Value shifted = network.binary("shifted", BinaryKind.SUB, network.random(4, 1, 1), x);
        Graph graph = network.outputs(groupedConvolution("conv", shifted, 0, hasBias));

        Graph folded = pass.apply(graph);

        assertThat(GraphRuns.operations(folded)).containsExactly("convolution+bias+relu");
        GraphRuns.assertSame(folded, graph);
    }

    @Test
    void foldsBetweenConvolutionsThatShareTheirWeights() {
        Value x = network.input("x", 1, 3, 4, 4);
        Value weights = network.random(3, 3, 3, 3);
        Value first = network.convolution("first", x, weights, 1);
        Value scaled = network.binary("scaled", BinaryKind.MUL, first, network.random(3, 1, 1));
        Graph graph = network.outputs(
                network.convolution("second", scaled, weights, 1), network.convolution("third", x, weights, 1));

        Graph folded = pass.apply(graph);

        assertThat(GraphRuns.operations(folded)).containsExactly("convolution", "convolution", "convolution");
        GraphRuns.assertSame(folded, graph);
    }

    @Test
    void keepsAShiftBeforePaddingAndWhatOthersRead() {
        Value x = network.input("x", 1, 3, 4, 4);
        Value shifted = network.binary("shifted", BinaryKind.ADD, x, network.random(3, 1, 1));
        Value scaled = network.binary("scaled", BinaryKind.MUL, x, network.random(3, 1, 1));
        Value read = network.convolution("read", x, 3);
        Graph graph = network.outputs(
                network.convolution("a", shifted, 2),
                network.convolution("b", scaled, 2),
                scaled,
                network.binary("c", BinaryKind.ADD, read, network.random(3, 1, 1)),
                read);

        assertThat(pass.apply(graph)).isSameAs(graph);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of(BinaryKind.ADD, Shape.of(1, 3, 4, 4)),
                Arguments.of(BinaryKind.MUL, Shape.of(4)),
                Arguments.of(BinaryKind.MUL, Shape.of(1, 3, 1, 4)),
                Arguments.of(BinaryKind.ADD, Shape.of(2, 3, 1, 1)),
                Arguments.of(BinaryKind.ADD, Shape.of(1, 1, 3, 1, 1)),
                Arguments.of(BinaryKind.MAX, Shape.of(3, 1, 1)),
                Arguments.of(BinaryKind.MIN, Shape.of()));
    }

    @ParameterizedTest
    @MethodSource("others")
    void keepsWhatIsNotOneValueForEachChannel(BinaryKind kind, Shape shape) {
        Value x = network.input("x", 1, 2, 4, 4);
        Value operand = network.random(shape.toArray());
        Graph graph = network.outputs(network.binary("y", kind, network.convolution("conv", x, 3), operand));

        assertThat(pass.apply(graph)).isSameAs(graph);
    }

    @Test
    void keepsWhatWouldNotBeFiniteOrHasPostOpsOrVaries() {
        Value x = network.input("x", 1, 2, 4, 4);
        Value weights = network.input("w", 3, 2, 3, 3);
        Value bias = network.input("b", 3);
        Value factor = network.random(3, 1, 1);
        Value zeros = network.constant(Constant.ofFloats(Shape.of(3, 1, 1), 0, 0, 0));
        Graph graph = network.outputs(
                network.binary("a", BinaryKind.DIV, network.convolution("div", x, 3), zeros),
                network.binary("b", BinaryKind.DIV, factor, network.convolution("inverse", x, 3)),
                network.binary(
                        "c",
                        BinaryKind.ADD,
                        network.convolution("relu", x, 3, new PostOp.Apply(Activation.relu())),
                        factor),
                network.binary("d", BinaryKind.MUL, network.convolution("weights", x, weights, 1), factor),
                network.binary(
                        "e",
                        BinaryKind.ADD,
                        network.convolutionWithBias("bias", x, network.random(3, 2, 3, 3), bias),
                        factor));

        assertThat(pass.apply(graph)).isSameAs(graph);
    }

    private Value groupedConvolution(String name, Value src, long pad, boolean hasBias) {
        Operator operator = new Operator.Convolution(
                2, Window.uniform(2, 2, pad), hasBias, List.of(new PostOp.Apply(Activation.relu())));
        Value weights = network.random(6, 2, 3, 3);
        return hasBias
                ? network.add(name, operator, src, weights, network.random(6))
                : network.add(name, operator, src, weights);
    }
}
