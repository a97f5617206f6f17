// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Passes;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.bench.Agreement;
import org.mish4j.importers.OnnxImporter;
import org.mish4j.importers.export.MishForm;
import org.mish4j.importers.export.OnnxExporter;
import org.mish4j.zoo.Zoo;
import org.mish4j.zoo.ZooOptions;

/** What is exported and imported again computes the same. */
class OnnxExporterTest {
    private static final double TOLERANCE = 1e-6;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "resnet50, 37, 41, MISH, 0, OPERATOR",
        "cspresnext50, 35, 45, SWISH, 0.7, OPERATOR",
        "cspdarknet53, 33, 47, MISH, 0, DECOMPOSED",
        "yolov4-tiny, 96, 32, RELU, 0, OPERATOR",
        "yolov4-csp, 32, 64, MISH, 0, DECOMPOSED"
    })
    void networksStayTheSame(String network, long height, long width, Activation.Kind kind, float alpha, MishForm mish)
            throws IOException {
        Graph graph = Zoo.build(
                network,
                ZooOptions.defaults()
                        .withSize(height, width)
                        .withActivation(new Activation(kind, alpha, 0))
                        .withClasses(3));
        Graph imported = exported(graph, mish);
        assertThat(imported.inputs()).hasToString(graph.inputs().toString());
        assertThat(imported.outputs().stream().map(Graph.Output::name))
                .isEqualTo(graph.outputs().stream().map(Graph.Output::name).toList());
        List<float[]> expected = GraphRun.outputs(graph);
        List<float[]> actual = GraphRun.outputs(imported);
        for (int index = 0; index < expected.size(); index++) {
            Agreement.require(network, expected.get(index), actual.get(index), TOLERANCE);
        }
    }

    @ParameterizedTest
    @EnumSource(MishForm.class)
    void mishIsRecognizedInBothForms(MishForm mish) throws IOException {
        Graph.Builder builder = Graph.builder("mish");
        Value x = builder.input("x", TensorType.F32, Shape.of(3, 5));
        builder.output("y", builder.add("mish", new Operator.Eltwise(Activation.mish()), x));
        Graph optimized = Passes.optimize(exported(builder.build(), mish));
        assertThat(optimized.nodes())
                .singleElement()
                .extracting(node -> node.operator())
                .isEqualTo(new Operator.Eltwise(Activation.mish()));
    }

    @Test
    void severalValuesOfANameAreToldApart() throws IOException {
        Graph.Builder builder = Graph.builder("names");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 3));
        Value y = builder.add("x", new Operator.Eltwise(Activation.relu()), x);
        Value z = builder.add("x", new Operator.Binary(Operator.BinaryKind.SUB), x, y);
        builder.output("first", y).output("second", y).output("input", x).output("third", z);
        Graph graph = builder.build();
        List<float[]> expected = GraphRun.outputs(graph);
        List<float[]> actual = GraphRun.outputs(exported(graph, MishForm.OPERATOR));
        for (int index = 0; index < expected.size(); index++) {
            assertThat(actual.get(index)).containsExactly(expected.get(index));
        }
    }

    @Test
    void whatWasFusedIsWrittenAsNodesOfItsOwn() throws IOException {
        Graph graph = Passes.optimize(Zoo.resNet50(32));
        List<float[]> expected = GraphRun.outputs(graph);
        List<float[]> actual = GraphRun.outputs(exported(graph, MishForm.OPERATOR));
        Agreement.require("resnet50", expected.getFirst(), actual.getFirst(), TOLERANCE);
    }

    /** Numbers of which many are equal, along every axis. */
    @ParameterizedTest
    @EnumSource(Operator.ArgKind.class)
    void topKStaysTheSame(Operator.ArgKind kind) throws IOException {
        Graph.Builder builder = Graph.builder("first in order");
        Value input = builder.input("x", TensorType.F32, Shape.of(2, 37, 3));
        Value x = builder.add("floor", new Operator.Eltwise(Activation.floor()), input);
        for (Operator.TopKResult result : Operator.TopKResult.values()) {
            for (int axis = 0; axis < 3; axis++) {
                Operator topK = new Operator.TopK(kind, axis, x.shape().dimension(axis) - 1, result);
                builder.output(result.name() + axis, builder.add("first", topK, x));
            }
        }
        Graph graph = builder.build();
        Graph imported = exported(graph, MishForm.OPERATOR);
        assertThat(Passes.optimize(imported).nodes()).hasSameSizeAs(graph.nodes());
        List<float[]> expected = GraphRun.outputs(graph);
        List<float[]> actual = GraphRun.outputs(imported);
        for (int index = 0; index < expected.size(); index++) {
            assertThat(actual.get(index)).containsExactly(expected.get(index));
        }
    }

    private Graph exported(Graph graph, MishForm mish) throws IOException {
        Path file = folder.resolve("network.onnx");
        OnnxExporter.write(graph, file, mish);
        return new OnnxImporter().read(file);
    }
}
