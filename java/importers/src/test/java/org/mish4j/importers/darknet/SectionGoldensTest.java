// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.Shape;
import org.mish4j.importers.DarknetImporter;
import org.mish4j.importers.Importers;

/** Small networks with every kind of section, on every device, against another program; README.md beside them says how. */
class SectionGoldensTest {
    private static final int INPUT_SEED = 8;

    /** Relative to the largest magnitude of an output. */
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest
    @ValueSource(
            strings = {"activations", "classifier", "convolutions", "heads", "joins", "last", "movements", "transposed"
            })
    void outputs(String name) throws IOException {
        requireGoldens(name);
    }

    /** Networks whose outputs are what Darknet's own code computes. */
    static List<String> published() {
        return List.of(
                "activations_of_channels",
                "antialiasing",
                "connected",
                "dilation",
                "downsample",
                "flipped",
                "implicit",
                "local",
                "maxpool_depth",
                "normalization",
                "overhanging_windows",
                "sam",
                "settings",
                "share_index",
                "shortcut_channels",
                "shortcut_relu",
                "shortcut_softmax",
                "softmax_groups",
                "strides",
                "xnor");
    }

    @ParameterizedTest
    @MethodSource("published")
    void outputsOfDarknet(String name) throws IOException {
        requireGoldens("published/" + name);
    }

    @ParameterizedTest
    @MethodSource("published")
    void eachOfTwoImagesHasTheOutputsOfOne(String name) throws IOException {
        Path file = TestFiles.path("published/" + name + ".cfg");
        Graph graph = new DarknetImporter().withBatch(2).read(file);
        try (CompiledModel model = Device.of("java-reference").compile(graph);
                InferRequest request = model.createRequest()) {
            int count = (int) graph.inputs().getFirst().shape().elementCount() / 2;
            float[] image = new SplitMix(INPUT_SEED).floats(count);
            float[] images = Arrays.copyOf(image, 2 * count);
            System.arraycopy(image, 0, images, count, count);
            request.input("data").copyFrom(images);
            request.run();
            List<String> goldens = Files.readAllLines(TestFiles.path("published/" + name + ".txt"));
            for (int k = 0; k < goldens.size(); k++) {
                float[] expected = floats(goldens.get(k).split(" ", -1));
                float[] actual = request.output("output_" + k).toFloatArray();
                float tolerance = (float) (TOLERANCE * TestFiles.largest(expected));
                assertThat(Arrays.copyOf(actual, expected.length)).containsExactly(expected, within(tolerance));
                assertThat(Arrays.copyOfRange(actual, expected.length, actual.length))
                        .containsExactly(expected, within(tolerance));
            }
        }
    }

    private static void requireGoldens(String name) throws IOException {
        Graph graph = Importers.read(TestFiles.path(name + ".cfg"));
        List<String> goldens = Files.readAllLines(TestFiles.path(name + ".txt"));
        assertThat(graph.outputs()).hasSameSizeAs(goldens);
        for (DeviceInfo device : Device.list()) {
            if (device.available()) {
                requireGoldens(graph, Device.of(device.name()), goldens);
            }
        }
    }

    private static void requireGoldens(Graph graph, Device device, List<String> goldens) {
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest()) {
            int count = (int) graph.inputs().getFirst().shape().elementCount();
            request.input("data").copyFrom(new SplitMix(INPUT_SEED).floats(count));
            request.run();
            for (int k = 0; k < goldens.size(); k++) {
                String[] fields = goldens.get(k).split(" ", -1);
                String output = "output_" + k;
                assertThat(request.output(output).shape()).isEqualTo(shape(fields[0]));
                float[] expected = floats(fields);
                assertThat(request.output(output).toFloatArray())
                        .as("%s on %s", output, device.info().name())
                        .containsExactly(expected, within((float) (TOLERANCE * TestFiles.largest(expected))));
            }
        }
    }

    private static Shape shape(String text) {
        return Shape.of(
                Arrays.stream(text.split("x", -1)).mapToLong(Long::parseLong).toArray());
    }

    private static float[] floats(String[] fields) {
        float[] floats = new float[fields.length - 1];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = Float.parseFloat(fields[i + 1]);
        }
        return floats;
    }
}
