// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.TensorType;
import org.mish4j.Value;

/**
 * Writes graphs as ONNX files (opset 18). What a graph has is what the file has: batch normalisations stay nodes, nothing
 * is fused. Inputs and outputs keep their names; other values get names of their own where several have the same.
 */
public final class OnnxExporter {
    private final Graph graph;
    private final OnnxGraph file;
    private final OnnxOperators operators;
    private final Map<Value, String> names = new IdentityHashMap<>();

    private OnnxExporter(Graph graph, MishForm mish) {
        this.graph = graph;
        this.file = new OnnxGraph(graph.name());
        this.operators = new OnnxOperators(file, mish);
    }

    /**
     * Writes a graph to a file.
     *
     * @param graph one whose inputs and outputs are F32; as it was built, before any pass
     * @throws IllegalArgumentException if it has an operator or a type that can't be written; the text names the node
     * @throws IOException if the file can't be written
     */
    public static void write(Graph graph, Path path, MishForm mish) throws IOException {
        new OnnxExporter(graph, mish).run(path);
    }

    private void run(Path path) throws IOException {
        for (Value input : graph.inputs()) {
            requireFloats("input", input.name(), input.type());
            file.input(nameOf(input), input.shape());
        }
        for (Graph.Output output : graph.outputs()) {
            requireFloats("output", output.name(), output.type());
            String name = file.uniqueName(output.name());
            if (!name.equals(output.name())) {
                throw new IllegalArgumentException(
                        "output '%s' has the name of an input, expected another".formatted(name));
            }
            if (!isInputOrConstant(output.value())) {
                names.putIfAbsent(output.value(), name);
            }
            file.output(name, output.value().shape());
        }
        for (Value constant : graph.constants()) {
            file.initializer(nameOf(constant), Objects.requireNonNull(constant.constant()));
        }
        for (Node node : graph.nodes()) {
            List<String> inputs = node.inputs().stream().map(this::nameOf).toList();
            operators.write(node, inputs, nameOf(node.output()));
        }
        for (Graph.Output output : graph.outputs()) {
            String name = nameOf(output.value());
            if (!name.equals(output.name())) {
                file.node("Identity", List.of(name), output.name());
            }
        }
        file.write(path);
    }

    private boolean isInputOrConstant(Value value) {
        return value.isConstant() || graph.inputs().contains(value);
    }

    private String nameOf(Value value) {
        return names.computeIfAbsent(value, missing -> file.uniqueName(missing.name()));
    }

    private static void requireFloats(String kind, String name, TensorType type) {
        if (type != TensorType.F32) {
            throw new IllegalArgumentException("%s '%s' has the type %s, expected F32".formatted(kind, name, type));
        }
    }
}
