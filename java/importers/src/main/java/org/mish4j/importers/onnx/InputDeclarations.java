// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mish4j.ModelFormatException;
import org.mish4j.Shape;
import org.mish4j.importers.onnx.proto.ElementType;
import org.mish4j.importers.onnx.proto.GraphProto;
import org.mish4j.importers.onnx.proto.TypeProto;
import org.mish4j.importers.onnx.proto.TypeProto.Dimension;
import org.mish4j.importers.onnx.proto.ValueInfoProto;

/** The types and shapes that a model declares, together with the shapes that its user has set. */
final class InputDeclarations {
    private final String file;
    private final Map<String, Shape> chosenShapes;

    private final ShapeSuggestion suggestion;

    InputDeclarations(String file, Map<String, Shape> chosenShapes, ShapeSuggestion suggestion) {
        this.file = file;
        this.chosenShapes = chosenShapes;
        this.suggestion = suggestion;
    }

    /** Refuses names that are no inputs. */
    void requireKnown(GraphProto graph, Set<String> names) {
        Set<String> inputs = graph.inputs().stream().map(ValueInfoProto::name).collect(Collectors.toSet());
        for (String name : names) {
            if (!inputs.contains(name)) {
                throw new IllegalArgumentException("%s: there is no input '%s', the inputs are %s"
                        .formatted(
                                file,
                                name,
                                graph.inputs().stream()
                                        .map(ValueInfoProto::name)
                                        .toList()));
            }
        }
    }

    /** Returns the declared type; {@link ElementType#UNDEFINED} if none, or none that is known, is declared. */
    ElementType elementType(ValueInfoProto value) {
        TypeProto type = value.type();
        return type == null || !type.tensor()
                ? ElementType.UNDEFINED
                : ElementType.ofCode(type.elementType()).orElse(ElementType.UNDEFINED);
    }

    /** Returns the name of the declared type, for errors. */
    String typeName(ValueInfoProto value) {
        TypeProto type = value.type();
        if (type == null) {
            return "unknown";
        }
        return type.tensor() ? ElementType.nameOfCode(type.elementType()) : "other than a dense tensor";
    }

    /** Returns the shape of an input, all of whose dimensions the model or the user must have set. */
    Shape shape(ValueInfoProto input) {
        TypeProto type = input.type();
        List<Dimension> declared = type == null ? null : type.shape();
        Shape chosen = chosenShapes.get(input.name());
        if (chosen != null) {
            requireAgreement(input.name(), declared, chosen);
            return chosen;
        }
        if (declared == null) {
            throw new ModelFormatException(
                    "%s: input '%s' has no declared shape; %s".formatted(file, input.name(), howToSet(input.name())));
        }
        List<Long> sizes = declared.stream().map(Dimension::value).toList();
        for (int axis = 0; axis < sizes.size(); axis++) {
            if (declared.get(axis).isOpen()) {
                throw open(input.name(), declared, axis);
            }
        }
        try {
            return Shape.of(sizes);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("%s: input '%s': %s".formatted(file, input.name(), e.getMessage()), e);
        }
    }

    private ModelFormatException open(String name, List<Dimension> declared, int axis) {
        String parameter = declared.get(axis).parameter();
        return new ModelFormatException("%s: dimension %d%s of input '%s' is open; %s"
                .formatted(file, axis, parameter.isEmpty() ? "" : " ('" + parameter + "')", name, howToSet(name)));
    }

    private String howToSet(String name) {
        Shape example = suggestion.find().map(shapes -> shapes.get(name)).orElse(null);
        if (example == null) {
            return "set the shape with --shape %s=DIMENSIONS or withInputShape(\"%s\", Shape.of(...))"
                    .formatted(name, name);
        }
        String dimensions = example.toString().replaceAll("[\\[\\]]", "");
        return "set the shape, for example with --shape %s=%s or withInputShape(\"%s\", Shape.of(%s))"
                .formatted(name, dimensions.replace(", ", "x"), name, dimensions);
    }

    private void requireAgreement(String name, @Nullable List<Dimension> declared, Shape chosen) {
        if (declared == null) {
            return;
        }
        boolean agrees = declared.size() == chosen.rank();
        for (int axis = 0; agrees && axis < declared.size(); axis++) {
            agrees = declared.get(axis).isOpen() || declared.get(axis).value() == chosen.dimension(axis);
        }
        if (!agrees) {
            String text = declared.stream()
                    .map(dimension -> dimension.isOpen() ? "?" : String.valueOf(dimension.value()))
                    .collect(Collectors.joining(", ", "[", "]"));
            throw new IllegalArgumentException(
                    "%s: input '%s' is declared as %s, found shape %s".formatted(file, name, text, chosen));
        }
    }
}
