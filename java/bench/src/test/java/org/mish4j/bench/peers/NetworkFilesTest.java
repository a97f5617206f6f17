// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.importers.export.MishForm;
import org.mish4j.zoo.Zoo;
import org.mish4j.zoo.ZooOptions;

class NetworkFilesTest {
    @Test
    void filesAreWrittenOnceAndDeletedInTheEnd() {
        Graph graph = Zoo.build("cspdarknet53", ZooOptions.ofSize(32).withClasses(2));
        NetworkFiles network = NetworkFiles.of(graph);
        Path decomposed = network.onnx(MishForm.DECOMPOSED);
        Path weights = network.darknet().weights();
        try (network) {
            assertThat(decomposed).exists().isEqualTo(network.onnx(MishForm.DECOMPOSED));
            assertThat(network.onnx(MishForm.OPERATOR)).exists().isNotEqualTo(decomposed);
            assertThat(weights).exists().isEqualTo(network.darknet().weights());
        }
        assertThat(decomposed).doesNotExist();
        assertThat(weights.getParent()).doesNotExist();
        network.close();
    }

    @Test
    void severalInputsAreRefused() {
        Graph.Builder builder = Graph.builder("sum");
        Value x = builder.input("x", TensorType.F32, Shape.of(2));
        Value y = builder.input("y", TensorType.F32, Shape.of(2));
        builder.output("z", builder.add("sum", new Operator.Binary(Operator.BinaryKind.ADD), x, y));
        assertThatThrownBy(() -> NetworkFiles.of(builder.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("graph 'sum' has 2 inputs, expected one");
    }

    @Test
    void unknownEnginesAreNamed() {
        assertThatThrownBy(() -> Engines.of("caffe"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no engine 'caffe'; there are mish4j-DEVICE-PRECISION, onnxruntime");
    }
}
