// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Value;

class RemoveDuplicatesTest {
    private final Pass pass = new RemoveDuplicates();
    private final Network network = new Network();

    @Test
    void computesEqualNodesOnce() {
        Value x = network.input("x", 2, 3);
        Value weights = network.random(3, 3);
        Value first = network.eltwise("first.tanh", Activation.tanh(), network.matMul("first", x, weights));
        Value second = network.eltwise("second.tanh", Activation.tanh(), network.matMul("second", x, weights));
        Graph graph = network.outputs(network.binary("y", BinaryKind.ADD, first, second), second);

        Graph reduced = pass.apply(graph);

        assertThat(GraphRuns.operations(reduced)).containsExactly("matmul", "tanh", "add");
        GraphRuns.assertSame(reduced, graph);
    }

    @Test
    void keepsNodesThatDifferInOperatorOrInputs() {
        Value x = network.input("x", 2, 2);
        Value y = network.input("y", 2, 2);
        Graph graph = network.outputs(
                network.eltwise("a", Activation.leakyRelu(0.1f), x),
                network.eltwise("b", Activation.leakyRelu(0.2f), x),
                network.eltwise("c", Activation.leakyRelu(0.1f), y),
                network.binary("d", BinaryKind.SUB, x, y),
                network.binary("e", BinaryKind.SUB, y, x));

        assertThat(pass.apply(graph)).isSameAs(graph);
    }
}
