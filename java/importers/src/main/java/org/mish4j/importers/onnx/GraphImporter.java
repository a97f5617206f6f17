// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.ModelFormatException;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.UnsupportedOperatorException;
import org.mish4j.Value;
import org.mish4j.importers.onnx.nodes.GraphAssembly;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;
import org.mish4j.importers.onnx.operators.OperatorRegistry;
import org.mish4j.importers.onnx.proto.ElementType;
import org.mish4j.importers.onnx.proto.GraphProto;
import org.mish4j.importers.onnx.proto.ModelProto;
import org.mish4j.importers.onnx.proto.NodeProto;
import org.mish4j.importers.onnx.proto.OperatorSetIdProto;
import org.mish4j.importers.onnx.proto.TensorProto;
import org.mish4j.importers.onnx.proto.TypeProto;
import org.mish4j.importers.onnx.proto.ValueInfoProto;

/** Makes a graph of a model: imports the nodes that the outputs need, each after those whose results it reads. */
public final class GraphImporter {
    private static final long OLDEST_OPSET = 7;

    private final ModelFile file;
    private final ModelProto model;
    private final GraphProto source;
    private final InputDeclarations declarations;
    private final TensorDecoder decoder;
    private final GraphAssembly graph;
    private final GraphScope modelScope;

    private GraphImporter(ModelFile file, Map<String, Shape> inputShapes, Map<String, Constant> constantInputs) {
        this.file = file;
        this.model = file.model();
        GraphProto modelGraph = model.graph();
        if (modelGraph == null) {
            throw malformed("is not an ONNX model: it has no graph");
        }
        this.source = modelGraph;
        this.declarations =
                new InputDeclarations(file.name(), inputShapes, suggestion(file, source, inputShapes, constantInputs));
        this.decoder = new TensorDecoder(file, standardOpset());
        this.graph = new GraphAssembly(Graph.builder(source.name().isEmpty() ? file.name() : source.name()));
        this.modelScope = new GraphScope(null, source, decoder, file.name());
        constantInputs.forEach((name, constant) -> modelScope.define(name, new Operand.Known(name, constant)));
    }

    /**
     * Imports a model.
     *
     * @param inputShapes the shapes of inputs whose dimensions the model leaves open
     * @param constantInputs inputs that are not inputs of the graph, but constants in it
     * @throws ModelFormatException if the file is damaged or contradicts itself
     * @throws UnsupportedOperatorException if an output needs what mish4j does not have
     * @throws IllegalArgumentException if the model has no input of a name, or one of another shape
     */
    public static Graph run(ModelFile file, Map<String, Shape> inputShapes, Map<String, Constant> constantInputs) {
        GraphImporter importer = new GraphImporter(file, inputShapes, constantInputs);
        importer.declarations.requireKnown(importer.source, inputShapes.keySet());
        importer.declarations.requireKnown(importer.source, constantInputs.keySet());
        return importer.run();
    }

    /** Suggests shapes of those inputs that have neither a shape nor a value, with which the model can be imported. */
    private static ShapeSuggestion suggestion(
            ModelFile file, GraphProto source, Map<String, Shape> shapes, Map<String, Constant> constants) {
        Set<String> given =
                source.initializers().stream().map(TensorProto::name).collect(Collectors.toSet());
        given.addAll(shapes.keySet());
        given.addAll(constants.keySet());
        List<ValueInfoProto> inputs = source.inputs().stream()
                .filter(input -> !given.contains(input.name()))
                .toList();
        return new ShapeSuggestion(inputs, suggested -> {
            Map<String, Shape> all = new HashMap<>(shapes);
            all.putAll(suggested);
            try {
                run(file, all, constants);
                return true;
            } catch (ModelFormatException | UnsupportedOperatorException | IllegalArgumentException e) {
                return false;
            }
        });
    }

    private Graph run() {
        source.inputs().forEach(this::addInput);
        modelScope.neededNodes().forEach(node -> importNode(modelScope, node));
        if (source.outputs().isEmpty()) {
            throw malformed("has no output");
        }
        source.outputs().forEach(this::addOutput);
        return graph.builder().build();
    }

    private void addInput(ValueInfoProto input) {
        if (modelScope.defines(input.name())) {
            return;
        }
        TensorType elementType = declarations
                .elementType(input)
                .tensorType()
                .orElseThrow(() -> unsupported(
                        "input",
                        input,
                        "it is of type %s, expected one of %s"
                                .formatted(declarations.typeName(input), ElementType.supportedNames())));
        TypeProto type = input.type();
        List<TypeProto.Dimension> declared = type == null ? null : type.shape();
        if (declared != null && declared.size() > Shape.MAX_RANK) {
            throw unsupported(
                    "input",
                    input,
                    "it has %d dimensions, expected at most %d".formatted(declared.size(), Shape.MAX_RANK));
        }
        Shape shape = declarations.shape(input);
        if (shape.elementCount() == 0) {
            throw unsupported("input", input, "its shape %s is empty".formatted(shape));
        }
        Value value = ofFile(() -> graph.builder().input(input.name(), elementType, shape));
        modelScope.define(input.name(), Operand.Computed.of(value, elementType));
    }

    private void importNode(GraphScope scope, NodeProto node) {
        OperatorImporter importer = find(node);
        List<@Nullable Operand> inputs = new ArrayList<>();
        for (String input : node.inputs()) {
            inputs.add(input.isEmpty() ? null : operandOf(scope, node, input));
        }
        NodeContext context = new NodeContext(
                file.name(),
                node,
                standardOpset(),
                inputs,
                scope.readNames(),
                graph,
                decoder::decode,
                branch -> importBranch(scope, branch));
        List<Operand> results = context.run(importer);
        for (int i = 0; i < Math.min(results.size(), node.outputs().size()); i++) {
            scope.define(node.outputs().get(i), results.get(i));
        }
    }

    private List<Operand> importBranch(GraphScope outer, GraphProto branch) {
        GraphScope scope = new GraphScope(outer, branch, decoder, file.name());
        scope.neededNodes().forEach(node -> importNode(scope, node));
        return branch.outputs().stream().map(output -> resultOf(scope, output)).toList();
    }

    private OperatorImporter find(NodeProto node) {
        boolean standard = NodeContext.isStandard(node.domain());
        long opset = opset(node.domain())
                .orElseThrow(
                        () -> malformed("names no version of the operator set '%s', to which %s of node '%s' belongs"
                                .formatted(standard ? "ai.onnx" : node.domain(), node.opType(), node.label())));
        boolean function = model.functions().stream()
                .anyMatch(candidate -> candidate.name().equals(node.opType())
                        && (candidate.domain().equals(node.domain())
                                || (standard && NodeContext.isStandard(candidate.domain()))));
        String reason = "";
        if (function) {
            reason = "it is a function of the model";
        } else if (standard && opset < OLDEST_OPSET) {
            reason = "operator sets before %d are not".formatted(OLDEST_OPSET);
        } else if (standard) {
            OperatorImporter importer = OperatorRegistry.find(node.opType()).orElse(null);
            if (importer != null) {
                return importer;
            }
        }
        throw new UnsupportedOperatorException(NodeContext.qualifiedName(node), node.label(), opset, reason);
    }

    private Operand operandOf(GraphScope scope, NodeProto reader, String name) {
        Operand operand = scope.find(name);
        if (operand == null) {
            throw malformed("node '%s' (%s) reads '%s', which is no input, no initializer and no result of a node"
                    .formatted(reader.label(), reader.opType(), name));
        }
        return operand;
    }

    private Operand resultOf(GraphScope scope, ValueInfoProto output) {
        Operand operand = scope.find(output.name());
        if (operand == null) {
            throw malformed("no node computes the output '%s'".formatted(output.name()));
        }
        return operand;
    }

    private void addOutput(ValueInfoProto output) {
        Operand operand = resultOf(modelScope, output);
        if (operand.shape().elementCount() == 0) {
            throw unsupported("output", output, "its shape %s is empty".formatted(operand.shape()));
        }
        switch (operand) {
            case Operand.Computed computed ->
                ofFile(() -> graph.builder().output(output.name(), computed.value(), outputType(output, computed)));
            case Operand.Known known ->
                ofFile(() -> graph.builder()
                        .output(output.name(), graph.builder().constant(output.name(), known.constant())));
        }
    }

    /** Returns the type that the model declares, or else that of the operand. */
    private TensorType outputType(ValueInfoProto output, Operand.Computed operand) {
        ElementType declared = declarations.elementType(output);
        if (declared == ElementType.UNDEFINED) {
            return operand.type();
        }
        return declared.tensorType()
                .orElseThrow(() -> unsupported(
                        "output",
                        output,
                        "it is of type %s, expected one of %s"
                                .formatted(declarations.typeName(output), ElementType.supportedNames())));
    }

    private UnsupportedOperatorException unsupported(String kind, ValueInfoProto value, String reason) {
        return UnsupportedOperatorException.ofTensor(kind, value.name(), standardOpset(), reason);
    }

    /** Returns the version of the standard operators; 0 if the model names none. */
    private long standardOpset() {
        return opset("").orElse(0);
    }

    private OptionalLong opset(String domain) {
        boolean standard = NodeContext.isStandard(domain);
        return model.opsetImports().stream()
                .filter(entry -> entry.domain().equals(domain) || (standard && NodeContext.isStandard(entry.domain())))
                .mapToLong(OperatorSetIdProto::version)
                .findFirst();
    }

    private <T> T ofFile(Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("%s: %s".formatted(file.name(), e.getMessage()), e);
        }
    }

    private ModelFormatException malformed(String text) {
        return new ModelFormatException("%s: %s".formatted(file.name(), text));
    }
}
