// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.Algorithm;
import org.mish4j.AlgorithmOptions;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.PlanStep;
import org.mish4j.importers.DarknetImporter;

/**
 * The paper's networks with weights of a formula, against what another implementation of the format computed in float32.
 * The README beside these files gives the formulas.
 */
class PaperNetworksTest {
    private static final int SIZE = 64;
    private static final int WEIGHTS_SEED = 7;
    private static final int INPUT_SEED = 8;

    /** Relative to the largest magnitude of an output. */
    private static final double TOLERANCE = 1e-4;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "csdarknet53-omega",
                "csresnet50-omega",
                "csresnext50-omega",
                "darknet53-mish",
                "densenet201-mish",
                "resnet50-mish",
                "resnext50-mish",
                "yolov4",
                "yolov4-csp",
                "yolov4-tiny",
                "yolov4x-mish"
            })
    void outputs(String name) throws IOException {
        Path goldens = SharedFiles.folder("mish4j.golden", "shared/golden");
        Path configuration = goldens.resolve("cfg").resolve(name + ".cfg");
        Path weights = folder.resolve(name + ".weights");
        InputSize size =
                new InputSize(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(SIZE), OptionalInt.of(SIZE));
        GeneratedWeights.write(configuration, size, WEIGHTS_SEED, weights);
        Graph graph = new DarknetImporter().withWidth(SIZE).withHeight(SIZE).read(configuration, weights);
        Files.delete(weights);
        List<String> shapes = Files.readAllLines(goldens.resolve(name).resolve("shapes.txt"));
        assertThat(graph.outputs()).hasSize(shapes.size() - 1);
        devices().forEach(device -> requireGoldens(graph, device, goldens.resolve(name), shapes));
    }

    private static List<Device> devices() {
        return Device.list().stream()
                .filter(DeviceInfo::available)
                .map(info -> Device.of(info.name()))
                .toList();
    }

    private static void requireGoldens(Graph graph, Device device, Path goldens, List<String> shapes) {
        try (CompiledModel fused = device.compile(
                graph, CompileOptions.defaults().withAlgorithms(AlgorithmOptions.of(Algorithm.DIRECT)))) {
            assertThat(fused.steps())
                    .extracting(PlanStep::operation)
                    .as("what can be fused")
                    .doesNotContain("mish", "add", "batch_normalization");
        }
        try (CompiledModel model = device.compile(graph);
                InferRequest request = model.createRequest()) {
            request.input("data").copyFrom(new SplitMix(INPUT_SEED).floats(3 * SIZE * SIZE));
            request.run();
            for (int k = 0; k < graph.outputs().size(); k++) {
                String output = "output_" + k;
                assertThat(shapes)
                        .contains(output + " " + request.output(output).shape());
                float[] expected = floats(goldens.resolve(output + ".f32"));
                float[] found = request.output(output).toFloatArray();
                assertThat(found).as("%s on %s", output, device.info().name()).containsExactly(expected, within((float)
                        (TOLERANCE * TestFiles.largest(expected))));
            }
        }
    }

    private static float[] floats(Path file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            float[] floats = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(floats);
            return floats;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
