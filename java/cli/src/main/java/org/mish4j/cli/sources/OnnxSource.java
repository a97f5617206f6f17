// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.sources;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Shape;
import org.mish4j.importers.Importers;
import org.mish4j.importers.OnnxImporter;
import org.mish4j.importers.OnnxModelInfo;

/**
 * A model in an ONNX file.
 *
 * @param batch the first dimension of its inputs, where that is open; null leaves it to the file
 * @param constants inputs with a value once and for all; they are none of {@link #inputs}
 */
public record OnnxSource(Path file, @Nullable Long batch, Map<String, Constant> constants) implements ModelSource {
    /**
     * Makes a source with the constants that {@code NAME=FILE|VALUE} says.
     *
     * @param shapes of constants whose dimensions the model leaves open
     * @throws IllegalArgumentException if a constant is none of an input
     * @throws java.io.UncheckedIOException if its file can't be read
     */
    public static OnnxSource of(Path file, @Nullable Long batch, List<String> constants, Map<String, Shape> shapes) {
        return new OnnxSource(
                file,
                batch,
                constants.isEmpty()
                        ? Map.of()
                        : ConstantInputs.read(OnnxModelInfo.read(file).inputs(), shapes, constants));
    }

    @Override
    public List<Input> inputs() {
        return ports().stream()
                .map(port -> new Input(port.name(), isFixed(port)))
                .toList();
    }

    private List<OnnxModelInfo.Port> ports() {
        return OnnxModelInfo.read(file).inputs().stream()
                .filter(port -> !constants.containsKey(port.name()))
                .toList();
    }

    private static boolean isFixed(OnnxModelInfo.Port port) {
        return port.dimensions().isPresent()
                && port.dimensions().orElseThrow().stream().allMatch(OnnxSource::isNumber);
    }

    private static boolean isNumber(String dimension) {
        return dimension.matches("\\d+");
    }

    @Override
    public Graph read(Map<String, Shape> shapes) {
        Map<String, Shape> complete = batch == null ? shapes : withBatch(shapes, batch);
        if (constants.isEmpty()) {
            return Importers.read(file, complete);
        }
        OnnxImporter importer = new OnnxImporter();
        for (Map.Entry<String, Shape> entry : complete.entrySet()) {
            importer = importer.withInputShape(entry.getKey(), entry.getValue());
        }
        for (Map.Entry<String, Constant> entry : constants.entrySet()) {
            importer = importer.withConstantInput(entry.getKey(), entry.getValue());
        }
        return importer.read(file);
    }

    private Map<String, Shape> withBatch(Map<String, Shape> given, long size) {
        Map<String, Shape> shapes = new LinkedHashMap<>(given);
        for (OnnxModelInfo.Port input : ports()) {
            Shape shape = shapes.get(input.name());
            if (shape == null) {
                shapes.put(input.name(), withBatch(input, size));
            } else if (shape.rank() == 0 || shape.dimension(0) != size) {
                throw new IllegalArgumentException(
                        "input '%s' is given the shape %s and the batch %d".formatted(input.name(), shape, size));
            }
        }
        return shapes;
    }

    private static Shape withBatch(OnnxModelInfo.Port input, long size) {
        List<String> dimensions = input.dimensions().orElse(List.of());
        if (dimensions.isEmpty()) {
            throw new IllegalArgumentException(
                    "input '%s' has no first dimension that could be the batch %d".formatted(input.name(), size));
        }
        if (isNumber(dimensions.getFirst()) && Long.parseLong(dimensions.getFirst()) != size) {
            throw new IllegalArgumentException(
                    "input '%s' has a batch of %s, which the model does not leave open, found %d"
                            .formatted(input.name(), dimensions.getFirst(), size));
        }
        long[] shape = new long[dimensions.size()];
        shape[0] = size;
        for (int axis = 1; axis < shape.length; axis++) {
            if (!isNumber(dimensions.get(axis))) {
                throw new IllegalArgumentException(
                        "input '%s' is %s: more than its batch is open, expected --shape %s=DIMENSIONS"
                                .formatted(input.name(), String.join("x", dimensions), input.name()));
            }
            shape[axis] = Long.parseLong(dimensions.get(axis));
        }
        return Shape.of(shape);
    }
}
