// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.bench.Agreement;
import org.mish4j.importers.DarknetImporter;
import org.mish4j.zoo.Zoo;
import org.mish4j.zoo.ZooOptions;

/** What is exported and imported again computes the same. */
class DarknetExporterTest {
    private static final double TOLERANCE = 1e-6;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "resnext50, 32, 96, MISH, 0",
        "cspdarknet53, 33, 47, SWISH, 1",
        "densenet201, 39, 43, RELU, 0",
        "yolov4-tiny, 96, 32, RELU, 0.1",
        "yolov4-csp, 32, 64, MISH, 0"
    })
    void networksStayTheSame(String network, long height, long width, Activation.Kind kind, float alpha)
            throws IOException {
        Graph graph = Zoo.build(
                network,
                ZooOptions.defaults()
                        .withSize(height, width)
                        .withActivation(new Activation(kind, alpha, 0))
                        .withClasses(3));
        DarknetFiles files = DarknetExporter.write(graph, folder, "network");
        assertThat(files.outputs().keySet())
                .containsExactlyElementsOf(
                        graph.outputs().stream().map(Graph.Output::name).toList());
        Graph imported = new DarknetImporter().read(files.configuration(), files.weights());
        List<float[]> expected = GraphRun.outputs(graph);
        List<float[]> actual = GraphRun.outputs(imported);
        assertThat(actual).hasSameSizeAs(expected);
        for (int index = 0; index < expected.size(); index++) {
            Agreement.require(network, expected.get(index), actual.get(index), TOLERANCE);
        }
    }

    @Test
    void whatDarknetLacksIsRefused() {
        Graph.Builder builder = Graph.builder("gelu");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 3, 5, 7));
        builder.output("y", builder.add("gelu", new Operator.Eltwise(Activation.gelu()), x));
        assertThatThrownBy(() -> DarknetExporter.write(builder.build(), folder, "network"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("node 'gelu' can't be written as a section of Darknet's");
    }

    @Test
    void aDilatedConvolutionStaysTheSame() throws IOException {
        Graph graph = dilated(6);
        DarknetFiles files = DarknetExporter.write(graph, folder, "network");
        Graph imported = new DarknetImporter().read(files.configuration(), files.weights());
        Agreement.require(
                "dilated",
                GraphRun.outputs(graph).getFirst(),
                GraphRun.outputs(imported).getFirst(),
                TOLERANCE);
    }

    @Test
    void aDilatedConvolutionThatDarknetCannotPadIsRefused() {
        assertThatThrownBy(() -> DarknetExporter.write(dilated(3), folder, "network"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("node 'dilated' can't be written as a section of Darknet's");
    }

    /** A convolution of 5 x 5 places, every third one. */
    private static Graph dilated(long padding) {
        Graph.Builder builder = Graph.builder("dilated");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 1, 13, 15));
        float[] numbers = new float[18 * 5 * 5];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i % 7 - 3;
        }
        Value weights = builder.constant("weights", Constant.ofFloats(Shape.of(18, 1, 5, 5), numbers));
        Value bias = builder.constant("bias", Constant.ofFloats(Shape.of(18), new float[18]));
        List<Long> pads = List.of(padding, padding);
        Window window = new Window(List.of(2L, 2L), List.of(3L, 3L), pads, pads);
        builder.output(
                "y", builder.add("dilated", new Operator.Convolution(1, window, true, List.of()), x, weights, bias));
        return builder.build();
    }

    @Test
    void aSoftmaxOfEachPixelIsRefused() {
        Graph.Builder builder = Graph.builder("softmax");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 3, 5, 7));
        builder.output("y", builder.add("softmax", new Operator.Softmax(1, false), x));
        assertThatThrownBy(() -> DarknetExporter.write(builder.build(), folder, "network"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("node 'softmax' can't be written as a section of Darknet's");
    }

    @Test
    void severalImagesAreRefused() {
        Graph graph = Zoo.build("cspdarknet53", ZooOptions.ofSize(32).withBatch(2));
        assertThatThrownBy(() -> DarknetExporter.write(graph, folder, "network"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("image: F32[2, 3, 32, 32]")
                .hasMessageContaining("expected one F32[1, C, H, W]");
    }
}
