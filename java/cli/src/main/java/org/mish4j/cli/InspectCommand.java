// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Graph;
import org.mish4j.ModelMemory;
import org.mish4j.Shape;
import org.mish4j.TensorInfo;
import org.mish4j.cli.GraphSummary.NodeSummary;
import org.mish4j.cli.text.JsonWriter;
import org.mish4j.cli.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what a model consists of, and what is executed. */
@Command(
        name = "inspect",
        description = "Show a model's inputs, outputs, operators, shapes, parameters and FLOPs.",
        footer = "FLOPs are those of convolutions and matrix products: 2 for each multiply-add.")
final class InspectCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Option(names = "--plan", description = "Compile the model, and show the executed steps with their kernels.")
    private boolean plan;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    InspectCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        CompileOptions options = target.compileOptions();
        Graph graph = model.load();
        if (!plan) {
            print(graph, GraphSummary.of(graph));
            return 0;
        }
        target.noteMissing(streams.err());
        try (CompiledModel compiled =
                target.device().compile(graph, options.withProgress(new CompileReport(streams.err())))) {
            if (json) {
                Map<String, Object> object = toJson(graph, GraphSummary.of(graph));
                object.put("plan", PlanText.toJson(compiled));
                streams.out().println(JsonWriter.write(object));
            } else {
                print(graph, GraphSummary.of(graph));
                print(compiled);
            }
        }
        return 0;
    }

    private void print(Graph graph, GraphSummary summary) {
        if (json) {
            streams.out().println(JsonWriter.write(toJson(graph, summary)));
            return;
        }
        PrintWriter out = streams.out();
        out.println("model       " + graph.name());
        inputs(graph).forEach(input -> out.println("input       " + input));
        outputs(graph).forEach(output -> out.println("output      " + output));
        out.println("parameters  %d".formatted(summary.parameters()));
        out.println("FLOPs       %d (2 for each multiply-add of a convolution or a matrix product)"
                .formatted(summary.flops()));
        out.println();
        TextTable operators = new TextTable("operator", "count");
        summary.operatorCounts().forEach(operators::row);
        operators.lines().forEach(out::println);
        out.println();
        TextTable nodes = new TextTable("node", "operator", "inputs", "result", "parameters", "FLOPs");
        for (NodeSummary node : summary.nodes()) {
            String shapes = node.inputs().stream().map(ModelOptions::text).collect(Collectors.joining(" "));
            nodes.row(
                    node.name(),
                    node.operator(),
                    shapes,
                    ModelOptions.text(node.result()),
                    node.parameters(),
                    node.flops());
        }
        nodes.lines().forEach(out::println);
    }

    private void print(CompiledModel compiled) {
        PrintWriter out = streams.out();
        out.println();
        out.println(
                "Executed plan on %s, %d threads".formatted(compiled.device().name(), compiled.threads()));
        PlanText.lines(compiled.steps()).forEach(out::println);
        out.println();
        ModelMemory memory = compiled.memory();
        out.println(
                "Memory: weights %d bytes; for each request activations %d bytes (at least %d are alive at once), scratchpad %d bytes"
                        .formatted(memory.weights(), memory.activations(), memory.largestLive(), memory.scratchpad()));
    }

    private static List<TensorInfo> inputs(Graph graph) {
        return graph.inputs().stream()
                .map(value -> new TensorInfo(value.name(), value.type(), value.shape()))
                .toList();
    }

    private static List<TensorInfo> outputs(Graph graph) {
        return graph.outputs().stream()
                .map(output -> new TensorInfo(
                        output.name(), output.value().type(), output.value().shape()))
                .toList();
    }

    private static Map<String, Object> toJson(Graph graph, GraphSummary summary) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("model", graph.name());
        object.put("inputs", inputs(graph).stream().map(InspectCommand::toJson).toList());
        object.put(
                "outputs", outputs(graph).stream().map(InspectCommand::toJson).toList());
        object.put("parameters", summary.parameters());
        object.put("flops", summary.flops());
        object.put("operators", summary.operatorCounts());
        object.put("nodes", summary.nodes().stream().map(InspectCommand::toJson).toList());
        return object;
    }

    private static Map<String, Object> toJson(TensorInfo info) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", info.name());
        object.put("type", info.type().name());
        object.put("shape", dimensions(info.shape()));
        return object;
    }

    private static Map<String, Object> toJson(NodeSummary node) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", node.name());
        object.put("operator", node.operator());
        object.put(
                "inputs", node.inputs().stream().map(InspectCommand::dimensions).toList());
        object.put("result", dimensions(node.result()));
        object.put("parameters", node.parameters());
        object.put("flops", node.flops());
        return object;
    }

    private static List<Long> dimensions(Shape shape) {
        return Arrays.stream(shape.toArray()).boxed().toList();
    }
}
