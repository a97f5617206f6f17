// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.Operator;
import org.mish4j.Passes;

/** The two files of the trained network, against the logits that the program which trained it computed. */
class DigitsTest {
    private static final int IMAGES = 360;
    private static final int PIXELS = 64;
    private static final int CLASSES = 10;

    /** 1e-5 of the logits' largest magnitude, which is 5.3. */
    private static final float TOLERANCE = 5.3e-5f;

    @ParameterizedTest
    @ValueSource(strings = {"digits-mish.onnx", "digits-mish-decomposed.onnx"})
    void logitsAreThoseOfTheTrainer(String name) {
        List<float[]> images = Resources.table("digits-test.csv");
        List<float[]> logits = Resources.table("digits-logits.csv");
        assertThat(images).hasSize(IMAGES);
        assertThat(logits).hasSize(IMAGES);
        int right = 0;
        float[] pixels = new float[PIXELS];
        float[] found = new float[CLASSES];
        try (CompiledModel model = Device.of("java-reference").compile(Importers.read(Resources.path(name)));
                InferRequest request = model.createRequest()) {
            for (int image = 0; image < IMAGES; image++) {
                for (int i = 0; i < PIXELS; i++) {
                    pixels[i] = images.get(image)[i + 1] / 16;
                }
                request.input("image").copyFrom(pixels);
                request.run();
                request.output("logits").copyTo(found);
                assertThat(found).as("image %d", image).containsExactly(logits.get(image), within(TOLERANCE));
                right += largest(found) == images.get(image)[0] ? 1 : 0;
            }
        }
        assertThat(right).isEqualTo(359);
    }

    @Test
    void bothAreTheSameStepsAfterThePasses() {
        List<Class<?>> newest = steps(Resources.path("digits-mish.onnx"));
        List<Class<?>> older = steps(Resources.path("digits-mish-decomposed.onnx"));
        assertThat(older).isEqualTo(newest);
        assertThat(newest)
                .containsExactly(
                        Operator.Convolution.class,
                        Operator.Convolution.class,
                        Operator.Convolution.class,
                        Operator.Convolution.class,
                        Operator.Convolution.class,
                        Operator.Convolution.class,
                        Operator.Reduce.class,
                        Operator.Reshape.class,
                        Operator.MatMul.class);
    }

    private static List<Class<?>> steps(Path file) {
        Graph graph = Passes.optimize(Importers.read(file));
        return graph.nodes().stream()
                .<Class<?>>map(node -> node.operator().getClass())
                .toList();
    }

    private static int largest(float[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }
}
