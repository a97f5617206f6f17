// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;

class ActivationSwapTest {
    private static final PostOp MISH = new PostOp.Apply(Activation.mish());
    private static final PostOp RELU = new PostOp.Apply(Activation.relu());

    /** Mish twice fused and once alone, ReLU once, and a residual. */
    private static Graph graph() {
        Graph.Builder builder = Graph.builder("net");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 1, 3, 3));
        Value weights = builder.constant("weights", Constant.ofFloats(Shape.of(1, 1, 1, 1), 2));
        Value first = builder.add("first", convolution(MISH), x, weights);
        Value second = builder.add("second", convolution(new PostOp.AddResidual(), MISH), first, weights, x);
        Value third = builder.add("third", convolution(RELU), second, weights);
        Value alone = builder.add("alone", new Operator.Eltwise(Activation.mish()), third);
        return builder.output("y", alone).output("z", third).build();
    }

    private static Operator convolution(PostOp... postOps) {
        return new Operator.Convolution(1, Window.uniform(2, 1, 0), false, List.of(postOps));
    }

    @Test
    void theMostFrequentActivationIsExchanged() {
        PostOp swish = new PostOp.Apply(Activation.swish());
        Graph exchanged = ActivationSwap.of(graph()).with(Activation.swish());
        assertThat(exchanged.nodes().stream().map(Node::operator))
                .containsExactly(
                        convolution(swish),
                        convolution(new PostOp.AddResidual(), swish),
                        convolution(RELU),
                        new Operator.Eltwise(Activation.swish()));
        assertThat(exchanged.constants()).singleElement().hasToString("weights: F32[1, 1, 1, 1]");
        assertThat(exchanged.outputs().stream()
                        .map(output -> output.name() + " " + output.value().name()))
                .containsExactly("y alone", "z third");
    }

    @Test
    void theIdentityIsLeftOut() {
        Graph exchanged = ActivationSwap.of(graph()).with(Activation.linear(1, 0));
        assertThat(exchanged.nodes().stream().map(Node::operator))
                .containsExactly(convolution(), convolution(new PostOp.AddResidual()), convolution(RELU));
        assertThat(exchanged.outputs().stream()
                        .map(output -> output.name() + " " + output.value().name()))
                .containsExactly("y third", "z third");
    }

    @Test
    void aGraphWithoutActivationsIsRefused() {
        Graph.Builder builder = Graph.builder("bare");
        Value x = builder.input("x", TensorType.F32, Shape.of(2));
        Graph graph = builder.output("y", builder.add("s", new Operator.Softmax(0, false), x))
                .build();
        assertThatThrownBy(() -> ActivationSwap.of(graph))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("model 'bare' has no activation that could be exchanged");
    }
}
