// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.export;

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
 * Writes graphs as ONNX files (opset 18, or 19 for dilated averages). Every operator can be written; what the standard has no
 * operator for, such as what was fused, is written as several nodes, and so are the conversions of inputs and outputs.
 * Inputs and outputs keep their names and types; other values get names of their own where several have the same.
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
     * @throws IllegalArgumentException if an output has the name of an input
     * @throws IOException if the file can't be written
     */
    public static void write(Graph graph, Path path, MishForm mish) throws IOException {
        new OnnxExporter(graph, mish).run(path);
    }

    private void run(Path path) throws IOException {
        for (Value input : graph.inputs()) {
            String name = file.uniqueName(input.name());
            file.input(name, input.type(), input.shape());
            names.put(
                    input,
                    input.type() == TensorType.F32
                            ? name
                            : OnnxTypes.cast(file, name, TensorType.F32, name + ".floats"));
        }
        for (Graph.Output output : graph.outputs()) {
            String name = file.uniqueName(output.name());
            if (!name.equals(output.name())) {
                throw new IllegalArgumentException(
                        "output '%s' has the name of an input, expected another".formatted(name));
            }
            if (output.type() == TensorType.F32 && !isInputOrConstant(output.value())) {
                names.putIfAbsent(output.value(), name);
            }
            file.output(name, output.type(), output.value().shape());
        }
        for (Value constant : graph.constants()) {
            file.initializer(nameOf(constant), Objects.requireNonNull(constant.constant()));
        }
        for (Node node : graph.nodes()) {
            List<String> inputs = node.inputs().stream().map(this::nameOf).toList();
            operators.write(node, inputs, nameOf(node.output()));
        }
        graph.outputs().forEach(this::write);
        file.write(path);
    }

    private void write(Graph.Output output) {
        Value value = output.value();
        if (output.type() == value.type() && output.type() != TensorType.F32) {
            String asItIs = value.isConstant() ? nameOf(value) : value.name();
            file.node("Identity", List.of(asItIs), output.name());
        } else if (output.type() != TensorType.F32) {
            OnnxTypes.convert(file, nameOf(value), output.type(), output.name());
        } else if (!nameOf(value).equals(output.name())) {
            file.node("Identity", List.of(nameOf(value)), output.name());
        }
    }

    private boolean isInputOrConstant(Value value) {
        return value.isConstant() || graph.inputs().contains(value);
    }

    private String nameOf(Value value) {
        return names.computeIfAbsent(value, missing -> file.uniqueName(missing.name()));
    }
}
