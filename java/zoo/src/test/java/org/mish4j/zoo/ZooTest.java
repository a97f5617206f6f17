// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.Operator;

class ZooTest {
    /** Remembers what was read, and leaves all parameters zero. */
    private static final class Recorder implements WeightSource {
        private final List<Block> blocks = new ArrayList<>();
        private long total;

        @Override
        public void read(Block block, MemorySegment target) {
            assertThat(target.byteSize()).isEqualTo(block.count() * Float.BYTES);
            blocks.add(block);
        }

        @Override
        public void finish(String network, long finalTotal) {
            total = finalTotal;
        }
    }

    @ParameterizedTest
    @CsvSource({
        // Counted from the sections of the configuration files; four parameters for each normalised channel
        "yolov4, 64429405",
        "yolov4-tiny, 6062814",
        "yolov4-csp, 52986205",
        "yolov4x-mish, 99847037",
        "cspdarknet53, 27677512",
        "darknet53, 41645640",
        "resnet50, 22825896",
        "resnext50, 22312872",
        "cspresnet50, 21648040",
        "cspresnext50, 20614824",
        "densenet201, 17206440"
    })
    void takesEachParameterOnceInOrder(String network, long parameters) {
        Recorder recorder = new Recorder();
        Zoo.build(network, ZooOptions.ofSize(32).withWeights(recorder));
        long position = 0;
        for (WeightSource.Block block : recorder.blocks) {
            assertThat(block.position()).isEqualTo(position);
            position += block.count();
        }
        assertThat(recorder.total).isEqualTo(position).isEqualTo(parameters);
    }

    @Test
    void aBlockIsReadInDarknetsOrderWithItsFanIn() {
        Recorder recorder = new Recorder();
        Zoo.build("resnext50", ZooOptions.ofSize(32).withWeights(recorder));
        assertThat(recorder.blocks)
                .startsWith(
                        new WeightSource.Block(WeightSource.Kind.BIAS, 0, 64, 147),
                        new WeightSource.Block(WeightSource.Kind.SCALE, 64, 64, 147),
                        new WeightSource.Block(WeightSource.Kind.MEAN, 128, 64, 147),
                        new WeightSource.Block(WeightSource.Kind.VARIANCE, 192, 64, 147),
                        new WeightSource.Block(WeightSource.Kind.WEIGHT, 256, 64 * 147, 147))
                // The first grouped convolution: 128 channels in 32 groups
                .contains(new WeightSource.Block(
                        WeightSource.Kind.WEIGHT, 256 + 9408 + 512 + 8192 + 512, 128 * 4 * 9, 36));
        assertThat(recorder.blocks.getLast().kind()).isEqualTo(WeightSource.Kind.WEIGHT);
        assertThat(recorder.blocks.get(recorder.blocks.size() - 2).kind()).isEqualTo(WeightSource.Kind.BIAS);
    }

    @Test
    void everyNetworkHasAMethodAndItsUsualSize() {
        WeightSource none = new Recorder();
        assertThat(Zoo.names()).hasSize(11).doesNotHaveDuplicates();
        Graph graph = Zoo.build("densenet201", ZooOptions.defaults().withWeights(none));
        assertThat(graph.inputs()).singleElement().hasToString("image: F32[1, 3, 256, 256]");
        assertThat(graph.outputs().stream().map(output -> output.value().toString()))
                .containsExactly("logits: F32[1, 1000]", "probabilities: F32[1, 1000]");
        assertThat(Zoo.yolov4Tiny(64).name()).isEqualTo("yolov4-tiny");
    }

    @Test
    void detectorsHaveAHeadForEachStride() {
        Graph graph = Zoo.build(
                "yolov4",
                ZooOptions.defaults()
                        .withSize(64, 96)
                        .withBatch(2)
                        .withClasses(4)
                        .withWeights(new Recorder()));
        assertThat(graph.outputs().stream().map(output -> output.value().shape().toString()))
                .containsExactly("[2, 27, 8, 12]", "[2, 27, 4, 6]", "[2, 27, 2, 3]");
        assertThat(graph.outputs().stream().map(Graph.Output::name)).containsExactly("stride8", "stride16", "stride32");
    }

    @Test
    void theMainActivationIsExchangedAndOthersStay() {
        ZooOptions options = ZooOptions.ofSize(32).withWeights(new Recorder());
        assertThat(activations(Zoo.build("yolov4", options)))
                .isEqualTo(Map.of(Activation.mish(), 72L, Activation.leakyRelu(0.1f), 35L));
        assertThat(activations(Zoo.build("yolov4", options.withActivation(Activation.swish()))))
                .isEqualTo(Map.of(Activation.swish(), 72L, Activation.leakyRelu(0.1f), 35L));
        assertThat(activations(Zoo.build("yolov4-tiny", options.withActivation(Activation.mish()))))
                .isEqualTo(Map.of(Activation.mish(), 19L));
        assertThat(activations(Zoo.build("yolov4-csp", options.withActivation(Activation.relu()))))
                .isEqualTo(Map.of(Activation.relu(), 112L, Activation.sigmoid(), 3L));
    }

    private static Map<Activation, Long> activations(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> node.operator() instanceof Operator.Eltwise)
                .map(node -> ((Operator.Eltwise) node.operator()).activation())
                .collect(Collectors.groupingBy(activation -> activation, Collectors.counting()));
    }

    @Test
    void graphsArePlainOperators() {
        Graph graph = Zoo.build("darknet53", ZooOptions.ofSize(32).withWeights(new Recorder()));
        long convolutions = graph.nodes().stream()
                .filter(node -> node.operator() instanceof Operator.Convolution convolution
                        && convolution.postOps().isEmpty())
                .count();
        assertThat(convolutions).isEqualTo(53);
        assertThat(graph.nodes().stream().filter(node -> node.operator() instanceof Operator.BatchNormalization))
                .hasSize(52);
    }

    @Test
    void anUnknownNameIsToldTheNamesThereAre() {
        assertThatThrownBy(() -> Zoo.build("yolov5", ZooOptions.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the zoo has no network 'yolov5'; it has yolov4, yolov4-tiny, yolov4-csp, yolov4x-mish, "
                        + "cspdarknet53, darknet53, resnet50, resnext50, cspresnet50, cspresnext50, densenet201");
    }

    @Test
    void sizesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> Zoo.yolov4(417))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("network 'yolov4' takes images whose sizes are multiples of 32, found 417");
        assertThatThrownBy(() -> ZooOptions.ofSize(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("height is -1, expected 0 to 2147483647");
        assertThatThrownBy(() -> ZooOptions.defaults().withBatch(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batch is 0, expected 1 to 2147483647");
    }
}
