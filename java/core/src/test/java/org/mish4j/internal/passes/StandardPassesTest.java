// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Passes;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;

class StandardPassesTest {
    private static final int CASES = 300;

    static LongStream seeds() {
        return LongStream.range(0, CASES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void computeTheSameOnRandomNetworks(long seed) {
        Graph graph = RandomNetwork.create(seed);

        Graph optimized = Passes.optimize(graph);

        assertThat(optimized.nodes()).hasSizeLessThan(graph.nodes().size());
        assertThat(Passes.optimize(optimized)).isSameAs(optimized);
        GraphRuns.assertSame(optimized, graph);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bringBothExportsOfAResidualNetworkToTheSameSteps(boolean decomposed) {
        ResidualNetwork residual = new ResidualNetwork(decomposed);
        Graph graph = residual.create();

        Graph optimized = Passes.optimize(graph);

        assertThat(GraphRuns.operations(optimized))
                .isEqualTo(List.of(
                        "convolution+bias+mish",
                        "convolution+bias+mish",
                        "convolution+bias+mish+add",
                        "convolution+bias+mish",
                        "convolution+bias+mish",
                        "convolution+bias+mish+add",
                        "reduce_mean",
                        "reshape",
                        "matmul+bias"));
        GraphRuns.assertSame(optimized, graph);
    }

    @Test
    void keepAGraphThatHasNothingToRewrite() {
        Network network = new Network();
        Graph graph = network.outputs(network.eltwise("y", Activation.mish(), network.input("x", 2)));

        assertThat(Passes.optimize(graph)).isSameAs(graph);
    }

    /**
     * A stem and two residual blocks, as an exporter writes them that does or does not know Mish and folds or does not.
     */
    private static final class ResidualNetwork {
        private final Network network = new Network();
        private final boolean decomposed;

        ResidualNetwork(boolean decomposed) {
            this.decomposed = decomposed;
        }

        Graph create() {
            Value stem = unit("stem", network.input("image", 1, 1, 8, 8), 4, 1);
            Value first = block("first", stem);
            Value second = block("second", unit("down", first, 6, 2));
            Value mean = decomposed
                    ? network.add("mean", Operator.Reduce.ofImages(Operator.ReductionKind.MEAN, 4), second)
                    : network.add(
                            "mean", new Operator.Reduce(Operator.ReductionKind.MEAN, List.of(3, 2), false), second);
            Value flat = network.add("flat", new Operator.Reshape(Shape.of(1, 6)), mean);
            Value row = decomposed ? flat : network.add("again", new Operator.Reshape(Shape.of(1, 6)), flat);
            Value product = network.matMul("product", row, network.random(6, 10));
            return network.outputs(network.binary("logits", BinaryKind.ADD, product, network.random(10)));
        }

        private Value block(String name, Value src) {
            long channels = src.shape().dimension(1);
            Value inner = unit(name + ".b", unit(name + ".a", src, channels, 1), channels, 1);
            return network.binary(name, BinaryKind.ADD, inner, src);
        }

        private Value unit(String name, Value src, long channels, long stride) {
            Value weights = network.random(channels, src.shape().dimension(1), 3, 3);
            Window window = Window.uniform(2, stride, 1);
            if (decomposed) {
                Operator operator = new Operator.Convolution(1, window, false, List.of());
                return network.decomposedMish(
                        name, network.batchNormalization(name + ".norm", network.add(name, operator, src, weights)));
            }
            Operator operator = new Operator.Convolution(1, window, true, List.of());
            return network.eltwise(
                    name + ".mish",
                    Activation.mish(),
                    network.add(name, operator, src, weights, network.random(channels)));
        }
    }
}
