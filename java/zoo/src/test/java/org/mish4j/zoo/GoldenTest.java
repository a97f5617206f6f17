// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mish4j.Graph;

/** Each network on each device against another implementation's results, where these are to be found. */
class GoldenTest {
    private static final long SIZE = 64;

    @ParameterizedTest
    @CsvSource({
        "yolov4, yolov4, 2e-5",
        "yolov4-tiny, yolov4-tiny, 2e-5",
        "yolov4-csp, yolov4-csp, 2e-5",
        "yolov4x-mish, yolov4x-mish, 5e-5",
        "cspdarknet53, csdarknet53-omega, 2e-5",
        "darknet53, darknet53-mish, 2e-5",
        "resnet50, resnet50-mish, 2e-5",
        "resnext50, resnext50-mish, 2e-5",
        "cspresnet50, csresnet50-omega, 2e-5",
        "cspresnext50, csresnext50-omega, 2e-5",
        "densenet201, densenet201-mish, 2e-5"
    })
    void givesWhatAnotherImplementationGives(String network, String golden, double tolerance) throws IOException {
        Path folder = Golden.folder().orElse(null);
        assumeTrue(
                folder != null, "there is no folder shared/golden here or further up, and -Dmish4j.golden names none");
        Graph graph = Zoo.build(network, ZooOptions.ofSize(SIZE));
        for (String device : Runs.devices()) {
            List<float[]> outputs = Runs.outputs(graph, device);
            for (int index = 0; index < outputs.size(); index++) {
                float[] expected = Golden.output(folder, golden, index);
                assertThat(Runs.difference(outputs.get(index), expected))
                        .as("output %d on %s, relative to its largest magnitude", index, device)
                        .isLessThan(tolerance);
            }
        }
    }
}
