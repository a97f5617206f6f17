// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.mish4j.CompiledModel;
import org.mish4j.Constant;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.Node;
import org.mish4j.Shape;
import org.mish4j.Tensor;
import org.mish4j.importers.OnnxImporter;

/** Imports encoded models and runs them on the reference device. */
public final class ModelRunner {
    private ModelRunner() {}

    public static Graph importModel(ModelBuilder model) {
        return importModel(model.toByteArray(), new OnnxImporter());
    }

    public static Graph importModel(byte[] model, OnnxImporter importer) {
        try {
            Path file = Files.createTempFile("model", ".onnx");
            try {
                return importer.read(Files.write(file, model));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a model whose inputs, in their order, have some values, and checks its only output. */
    public static void assertResult(ModelBuilder model, List<float[]> inputs, Shape shape, float... expected) {
        Graph graph = importModel(model);
        try (CompiledModel compiled = Device.of("java-reference").compile(graph);
                InferRequest request = compiled.createRequest()) {
            for (int i = 0; i < inputs.size(); i++) {
                request.input(graph.inputs().get(i).name()).copyFrom(inputs.get(i));
            }
            request.run();
            Tensor output = request.output();
            assertThat(output.shape()).isEqualTo(shape);
            assertThat(output.toFloatArray()).containsExactly(expected, Offset.offset(1e-5f));
        }
    }

    /** Imports a model whose only output is known at import, and returns it. */
    public static Constant constantResult(ModelBuilder model) {
        Graph graph = importModel(model);
        Constant constant = graph.outputs().getFirst().value().constant();
        assertThat(constant).as("the output is a constant").isNotNull();
        return Objects.requireNonNull(constant);
    }

    /** Imports a model, and returns the names of the operators of its nodes. */
    public static List<String> operators(ModelBuilder model) {
        return importModel(model).nodes().stream()
                .map(Node::operator)
                .map(operator -> operator.getClass().getSimpleName())
                .toList();
    }
}
