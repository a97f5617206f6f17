// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import java.io.IOException;
import java.util.ArrayList;
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
import org.mish4j.cli.options.JsonOption;
import org.mish4j.cli.options.ModelOptions;
import org.mish4j.cli.options.TargetOptions;
import org.mish4j.cli.reports.CompileReport;
import org.mish4j.cli.reports.GraphSummary;
import org.mish4j.cli.reports.GraphSummary.NodeSummary;
import org.mish4j.cli.reports.PlanText;
import org.mish4j.cli.text.Streams;
import org.mish4j.cli.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what a model consists of, and what is executed. */
@Command(
        name = "inspect",
        description = "Show a model's inputs, outputs, operators, shapes, parameters and FLOPs.",
        footer = "FLOPs are those of convolutions and matrix products: 2 for each multiply-add.")
public final class InspectCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Option(names = "--plan", description = "Compile the model, and show the executed steps with their kernels.")
    private boolean plan;

    @Mixin
    private final JsonOption json = new JsonOption();

    public InspectCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        CompileOptions options = target.compileOptions();
        json.requireWritable();
        Graph graph = model.load();
        GraphSummary summary = GraphSummary.of(graph);
        List<String> lines = lines(graph, summary);
        Map<String, Object> object = toJson(graph, summary);
        if (plan) {
            target.noteMissing(streams.err());
            try (CompiledModel compiled =
                    target.device().compile(graph, options.withProgress(new CompileReport(streams.err())))) {
                lines.addAll(lines(compiled));
                object.put("plan", PlanText.toJson(compiled));
            }
        }
        json.print(streams.out(), lines, object);
        return 0;
    }

    private static List<String> lines(Graph graph, GraphSummary summary) {
        List<String> lines = new ArrayList<>();
        lines.add("model       " + graph.name());
        inputs(graph).forEach(input -> lines.add("input       " + input));
        outputs(graph).forEach(output -> lines.add("output      " + output));
        lines.add("parameters  %d".formatted(summary.parameters()));
        lines.add("FLOPs       %d (2 for each multiply-add of a convolution or a matrix product)"
                .formatted(summary.flops()));
        lines.add("");
        TextTable operators = new TextTable("operator", "count");
        summary.operatorCounts().forEach(operators::row);
        lines.addAll(operators.lines());
        lines.add("");
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
        lines.addAll(nodes.lines());
        return lines;
    }

    private static List<String> lines(CompiledModel compiled) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Executed plan on %s, %d threads".formatted(compiled.device().name(), compiled.threads()));
        lines.addAll(PlanText.lines(compiled.steps()));
        lines.add("");
        ModelMemory memory = compiled.memory();
        lines.add(
                "Memory: weights %d bytes; for each request activations %d bytes (at least %d are alive at once), scratchpad %d bytes"
                        .formatted(memory.weights(), memory.activations(), memory.largestLive(), memory.scratchpad()));
        return lines;
    }

    private static List<TensorInfo> inputs(Graph graph) {
        return graph.inputs().stream()
                .map(value -> new TensorInfo(value.name(), value.type(), value.shape()))
                .toList();
    }

    private static List<TensorInfo> outputs(Graph graph) {
        return graph.outputs().stream()
                .map(output -> new TensorInfo(
                        output.name(), output.type(), output.value().shape()))
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
