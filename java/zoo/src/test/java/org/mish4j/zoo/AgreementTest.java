// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mish4j.Activation;
import org.mish4j.Graph;

/** The networks in sizes and with activations that they were not published with: all devices agree. */
class AgreementTest {
    private static final String REFERENCE = "java-reference";
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest
    @CsvSource({
        "yolov4, 32, 96, RELU, 0, 3",
        "yolov4-tiny, 96, 32, MISH, 0, 2",
        "yolov4-csp, 32, 64, SWISH, 1, 1",
        "cspdarknet53, 33, 47, SWISH, 1, 5",
        "darknet53, 47, 33, RELU, 0.1, 7",
        "resnet50, 37, 41, RELU, 0, 9",
        "resnext50, 41, 37, SWISH, 1, 11",
        "cspresnet50, 45, 35, RELU, 0.1, 3",
        "cspresnext50, 35, 45, RELU, 0, 13",
        "densenet201, 39, 43, SWISH, 1, 5"
    })
    void devicesAgree(String network, long height, long width, Activation.Kind kind, float alpha, long classes) {
        List<String> devices = Runs.devices().stream()
                .filter(device -> !device.equals(REFERENCE))
                .toList();
        assumeTrue(!devices.isEmpty(), "there is no device to compare with java-reference");
        Graph graph = Zoo.build(
                network,
                ZooOptions.defaults()
                        .withSize(height, width)
                        .withActivation(new Activation(kind, alpha, 0))
                        .withClasses(classes));
        List<float[]> expected = Runs.outputs(graph, REFERENCE);
        for (String device : devices) {
            List<float[]> actual = Runs.outputs(graph, device);
            for (int index = 0; index < expected.size(); index++) {
                assertThat(Runs.difference(actual.get(index), expected.get(index)))
                        .as("output %d on %s, relative to its largest magnitude", index, device)
                        .isLessThan(TOLERANCE);
            }
        }
    }
}
