// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mish4j.Graph;
import org.mish4j.Shape;
import org.mish4j.importers.DarknetImporter;
import org.mish4j.importers.Importers;

/** The size of the input, and the names of what is made of a file. */
class DarknetImporterTest {
    private final Path file = TestFiles.path("convolutions.cfg");

    @Test
    void ofTheFile() {
        Graph graph = new DarknetImporter().read(file);
        assertThat(graph.name()).isEqualTo("convolutions");
        assertThat(graph.inputs().getFirst().name()).isEqualTo("data");
        assertThat(graph.inputs().getFirst().shape()).isEqualTo(Shape.of(1, 3, 9, 11));
        assertThat(graph.nodes().getFirst().name()).isEqualTo("convolutional_0");
        assertThat(graph.outputs().getLast().name()).isEqualTo("output_4");
    }

    @Test
    void ofAnotherSize() {
        Graph graph = new DarknetImporter()
                .withBatch(2)
                .withWidth(20)
                .withHeight(10)
                .read(file, TestFiles.path("convolutions.weights"));
        assertThat(graph.inputs().getFirst().shape()).isEqualTo(Shape.of(2, 3, 10, 20));
        assertThat(graph.outputs().getFirst().value().shape()).isEqualTo(Shape.of(2, 8, 10, 20));
    }

    @Test
    void shapesByTheInputsName() {
        Graph graph = Importers.read(file, Map.of("data", Shape.of(3, 3, 16, 12)));
        assertThat(graph.inputs().getFirst().shape()).isEqualTo(Shape.of(3, 3, 16, 12));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Importers.read(file, Map.of("image", Shape.of(1, 3, 8, 8))))
                .withMessage("the model has no input 'image'; its inputs are [data]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Importers.read(file, Map.of("data", Shape.of(3, 8, 8))))
                .withMessage("input 'data' has shape [3, 8, 8], expected [N, C, H, W], each at least 1");
    }

    @Test
    void sizesThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DarknetImporter().withChannels(0))
                .withMessage("channels is 0, expected at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DarknetImporter().withHeight(-8))
                .withMessage("height is -8, expected at least 1");
    }

    @Test
    void weightsAreExpectedBesideTheConfiguration() {
        assertThat(DarknetImporter.weightsBeside(Path.of("a", "yolov4.cfg"))).isEqualTo(Path.of("a", "yolov4.weights"));
        assertThat(DarknetImporter.weightsBeside(Path.of("net"))).isEqualTo(Path.of("net.weights"));
    }
}
