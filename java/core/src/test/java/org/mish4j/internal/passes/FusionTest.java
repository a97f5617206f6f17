// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.PostOp;
import org.mish4j.Value;

class FusionTest {
    private final Pass fuseActivation = new FuseActivation();
    private final Pass fuseResidual = new FuseResidual();
    private final Network network = new Network();
    private final Value x = network.input("x", 1, 3, 4, 4);

    @ParameterizedTest
    @EnumSource(
            names = {"EXP", "SQRT", "LOG", "POW"},
            mode = EnumSource.Mode.EXCLUDE)
    void fusesEveryActivationIntoAConvolution(Activation.Kind kind) {
        Activation activation = new Activation(kind, 0.25f, 0.5f);
        Graph graph = network.outputs(network.eltwise("y", activation, network.convolution("conv", x, 2)));

        Graph fused = fuseActivation.apply(graph);

        assertThat(fused.nodes()).hasSize(1);
        assertThat(fused.nodes().getFirst().name()).isEqualTo("conv");
        assertThat(((Operator.Convolution) fused.nodes().getFirst().operator()).postOps())
                .containsExactly(new PostOp.Apply(activation));
        GraphRuns.assertSame(fused, graph);
    }

    @Test
    void fusesActivationsInARowIntoAMatrixProduct() {
        Value rows = network.input("rows", 2, 3);
        Value product = network.matMul("product", rows, network.random(3, 4));
        Graph graph = network.outputs(
                network.eltwise("exp", Activation.exp(), network.eltwise("tanh", Activation.tanh(), product)));

        Graph fused = fuseActivation.apply(graph);

        assertThat(GraphRuns.operations(fused)).containsExactly("matmul+tanh+exp");
        GraphRuns.assertSame(fused, graph);
    }

    @Test
    void fusesActivationsAndSumsIntoADeconvolution() {
        Value y = network.eltwise("y", Activation.mish(), network.deconvolution("deconv", x, 3));
        Graph graph = network.outputs(network.binary("sum", BinaryKind.ADD, y, x));

        Graph fused = fuseResidual.apply(fuseActivation.apply(graph));

        assertThat(GraphRuns.operations(fused)).containsExactly("deconvolution+mish+add");
        GraphRuns.assertSame(fused, graph);
    }

    @Test
    void keepsAnActivationOfWhatOthersReadOrIsAnOutputOrHasNoWeights() {
        Value read = network.convolution("read", x, 3);
        Value output = network.convolution("output", x, 3);
        Graph graph = network.outputs(
                network.eltwise("a", Activation.relu(), read),
                network.eltwise("b", Activation.tanh(), read),
                network.eltwise("c", Activation.relu(), output),
                output,
                network.eltwise("d", Activation.relu(), x));

        assertThat(fuseActivation.apply(graph)).isSameAs(graph);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fusesASumWithEitherOperandFromAConvolution(boolean convolutionFirst) {
        Value convolution = network.convolution("conv", x, 3);
        Graph graph = network.outputs(
                convolutionFirst
                        ? network.binary("y", BinaryKind.ADD, convolution, x)
                        : network.binary("y", BinaryKind.ADD, x, convolution));

        Graph fused = fuseResidual.apply(graph);

        assertThat(GraphRuns.operations(fused)).containsExactly("convolution+add");
        assertThat(fused.nodes().getFirst().inputs().getLast())
                .isSameAs(fused.inputs().getFirst());
        GraphRuns.assertSame(fused, graph);
    }

    @Test
    void movesAConvolutionBehindAResidualThatIsComputedLater() {
        Value convolution = network.convolution("conv", x, 3);
        Value later = network.eltwise("later", Activation.exp(), x);
        Graph graph = network.outputs(network.binary("y", BinaryKind.ADD, convolution, later));

        Graph fused = fuseResidual.apply(graph);

        assertThat(GraphRuns.operations(fused)).containsExactly("exp", "convolution+add");
        GraphRuns.assertSame(fused, graph);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fusesTheLaterOfTwoConvolutions(boolean laterFirst) {
        Value earlier = network.convolution("earlier", x, 2);
        Value later = network.convolution("later", x, 2, new PostOp.Apply(Activation.relu()));
        Graph graph = network.outputs(
                laterFirst
                        ? network.binary("y", BinaryKind.ADD, later, earlier)
                        : network.binary("y", BinaryKind.ADD, earlier, later));

        Graph fused = fuseResidual.apply(graph);

        assertThat(GraphRuns.operations(fused)).containsExactly("convolution", "convolution+relu+add");
        assertThat(fused.nodes().getLast().name()).isEqualTo("later");
        GraphRuns.assertSame(fused, graph);
    }

    @Test
    void fusesTheEarlierOfTwoConvolutionsIfOthersReadTheLater() {
        Value earlier = network.convolution("earlier", x, 2, new PostOp.Apply(Activation.relu()));
        Value later = network.convolution("later", x, 2);
        Graph graph = network.outputs(network.binary("y", BinaryKind.ADD, earlier, later), later);

        Graph fused = fuseResidual.apply(graph);

        assertThat(GraphRuns.operations(fused)).containsExactly("convolution", "convolution+relu+add");
        GraphRuns.assertSame(fused, graph);
    }

    @Test
    void fusesTheSameResidualTwiceAndIntoMatrixProducts() {
        Value rows = network.input("rows", 2, 3);
        Value residual = network.input("residual", 2, 4);
        Value product = network.matMul("product", rows, network.random(3, 4));
        Value once = network.binary("once", BinaryKind.ADD, residual, product);
        Graph graph = network.outputs(network.binary("twice", BinaryKind.ADD, once, residual));

        Graph fused = fuseResidual.apply(graph);

        assertThat(GraphRuns.operations(fused)).containsExactly("matmul+add+add");
        GraphRuns.assertSame(fused, graph);
    }

    @Test
    void keepsOtherSums() {
        Value doubled = network.convolution("doubled", x, 3);
        Value read = network.convolution("read", x, 3);
        Value broadcast = network.convolution("broadcast", x, 3);
        Value subtracted = network.convolution("subtracted", x, 3);
        Graph graph = network.outputs(
                network.binary("a", BinaryKind.ADD, doubled, doubled),
                network.binary("b", BinaryKind.ADD, read, x),
                network.eltwise("c", Activation.relu(), read),
                network.binary("d", BinaryKind.ADD, broadcast, network.input("row", 4)),
                network.binary("e", BinaryKind.SUB, subtracted, x),
                network.binary("f", BinaryKind.ADD, x, x));

        assertThat(fuseResidual.apply(graph)).isSameAs(graph);
    }

    @Test
    void bothTogetherCollapseChainsInTheirOrder() {
        Value first = network.convolution("first", x, 3);
        Value sum = network.binary("sum", BinaryKind.ADD, network.eltwise("mish", Activation.mish(), first), x);
        Value relu = network.eltwise("relu", Activation.relu(), sum);
        Value second = network.convolution("second", x, 3);
        Graph graph = network.outputs(
                network.eltwise("tanh", Activation.tanh(), network.binary("add", BinaryKind.ADD, relu, second)));

        Graph fused = StandardPasses.optimize(graph);

        assertThat(GraphRuns.operations(fused)).isEqualTo(List.of("convolution+mish+add+relu", "convolution+add+tanh"));
        GraphRuns.assertSame(fused, graph);
    }
}
