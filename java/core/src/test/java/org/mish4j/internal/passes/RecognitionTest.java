// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Value;

class RecognitionTest {
    private final Network network = new Network();
    private final Value x = network.input("x", 2, 5);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void recognisesMish(boolean gateFirst) {
        Value gate = network.eltwise("tanh", Activation.tanh(), network.eltwise("plus", Activation.softplus(), x));
        Graph graph = network.outputs(product(gate, gateFirst));

        Graph recognised = new RecogniseMish().apply(graph);

        assertThat(GraphRuns.operations(recognised)).containsExactly("mish");
        assertThat(recognised.nodes().getFirst().name()).isEqualTo("product");
        GraphRuns.assertSame(recognised, graph);
    }

    @Test
    void recognisesMishWhosePartsOthersRead() {
        Value softplus = network.eltwise("plus", Activation.softplus(), x);
        Graph graph = network.outputs(product(network.eltwise("tanh", Activation.tanh(), softplus), false), softplus);

        Graph recognised = new RecogniseMish().apply(graph);

        assertThat(GraphRuns.operations(recognised)).containsExactly("softplus", "mish");
        GraphRuns.assertSame(recognised, graph);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void recognisesSwish(boolean gateFirst) {
        Graph graph = network.outputs(product(network.eltwise("gate", Activation.sigmoid(), x), gateFirst));

        Graph recognised = new RecogniseSwish().apply(graph);

        assertThat(GraphRuns.operations(recognised)).containsExactly("swish");
        GraphRuns.assertSame(recognised, graph);
    }

    @Test
    void leavesWhatIsNeither() {
        Value other = network.input("other", 2, 5);
        Value softplus = network.eltwise("plus", Activation.softplus(), x);
        Value tanh = network.eltwise("tanh", Activation.tanh(), softplus);
        Value sigmoid = network.eltwise("sigmoid", Activation.sigmoid(), x);
        Graph graph = network.outputs(
                network.binary("a", BinaryKind.MUL, other, tanh),
                network.binary("b", BinaryKind.ADD, x, tanh),
                network.binary("c", BinaryKind.MUL, x, softplus),
                network.binary("d", BinaryKind.MUL, x, network.eltwise("only tanh", Activation.tanh(), x)),
                network.binary("e", BinaryKind.MUL, softplus, tanh),
                network.binary("f", BinaryKind.MUL, other, sigmoid),
                network.binary("g", BinaryKind.SUB, x, sigmoid),
                network.binary("h", BinaryKind.MUL, sigmoid, sigmoid));

        assertThat(new RecogniseMish().apply(graph)).isSameAs(graph);
        assertThat(new RecogniseSwish().apply(graph)).isSameAs(graph);
    }

    private Value product(Value gate, boolean gateFirst) {
        return gateFirst
                ? network.binary("product", BinaryKind.MUL, gate, x)
                : network.binary("product", BinaryKind.MUL, x, gate);
    }
}
