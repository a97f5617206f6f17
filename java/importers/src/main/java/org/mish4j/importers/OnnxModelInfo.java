// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mish4j.ModelFormatException;
import org.mish4j.TensorType;
import org.mish4j.importers.onnx.ModelFile;
import org.mish4j.importers.onnx.proto.ElementType;
import org.mish4j.importers.onnx.proto.GraphProto;
import org.mish4j.importers.onnx.proto.ModelProto;
import org.mish4j.importers.onnx.proto.TensorProto;
import org.mish4j.importers.onnx.proto.TypeProto;
import org.mish4j.importers.onnx.proto.ValueInfoProto;

/**
 * What an ONNX file says of itself, without a look at its nodes.
 *
 * @param producer the program that wrote the file, with its version; may be empty
 * @param irVersion the version of the file format
 * @param operatorSets the operator sets with their versions, in the form {@code ai.onnx 18}
 * @param inputs the inputs that have no initializer, in their order
 * @param outputs the outputs, in their order
 */
public record OnnxModelInfo(
        String producer, long irVersion, List<String> operatorSets, List<Port> inputs, List<Port> outputs) {
    /**
     * An input or an output.
     *
     * @param name its name
     * @param typeName the type of its elements as ONNX names it
     * @param type the same type in mish4j; empty if it has none
     * @param dimensions the dimensions: a number, or the name of an open one, which is {@code ?} if it has no name;
     *     empty if none are declared
     */
    public record Port(String name, String typeName, Optional<TensorType> type, Optional<List<String>> dimensions) {}

    /**
     * Reads a file.
     *
     * @throws ModelFormatException if the file is no ONNX model or is damaged
     * @throws java.io.UncheckedIOException if the file can't be read
     */
    public static OnnxModelInfo read(Path path) {
        return ModelFile.with(path, OnnxModelInfo::of);
    }

    private static OnnxModelInfo of(ModelFile file) {
        ModelProto model = file.model();
        GraphProto graph = model.graph();
        if (graph == null) {
            throw new ModelFormatException("%s: is not an ONNX model: it has no graph".formatted(file.name()));
        }
        Set<String> initialized =
                graph.initializers().stream().map(TensorProto::name).collect(Collectors.toSet());
        List<Port> inputs = graph.inputs().stream()
                .filter(input -> !initialized.contains(input.name()))
                .map(OnnxModelInfo::port)
                .toList();
        List<String> operatorSets = model.opsetImports().stream()
                .map(entry -> (entry.domain().isEmpty() ? "ai.onnx" : entry.domain()) + " " + entry.version())
                .toList();
        return new OnnxModelInfo(
                (model.producerName() + " " + model.producerVersion()).strip(),
                model.irVersion(),
                operatorSets,
                inputs,
                graph.outputs().stream().map(OnnxModelInfo::port).toList());
    }

    private static Port port(ValueInfoProto value) {
        TypeProto type = value.type();
        if (type == null || !type.tensor()) {
            return new Port(value.name(), "UNDEFINED", Optional.empty(), Optional.empty());
        }
        Optional<List<String>> dimensions = Optional.ofNullable(type.shape())
                .map(shape -> shape.stream().map(OnnxModelInfo::text).toList());
        return new Port(
                value.name(),
                ElementType.nameOfCode(type.elementType()),
                ElementType.ofCode(type.elementType()).flatMap(ElementType::tensorType),
                dimensions);
    }

    private static String text(TypeProto.Dimension dimension) {
        if (!dimension.isOpen()) {
            return String.valueOf(dimension.value());
        }
        return dimension.parameter().isEmpty() ? "?" : dimension.parameter();
    }
}
