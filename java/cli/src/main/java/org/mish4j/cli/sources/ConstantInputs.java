// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.sources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mish4j.Constant;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.cli.elements.ElementText;
import org.mish4j.cli.numpy.NumpyReader;
import org.mish4j.cli.numpy.NumpyType;
import org.mish4j.cli.text.ErrorText;
import org.mish4j.importers.OnnxModelInfo;

/** Reads what inputs are in every run. */
final class ConstantInputs {
    private final List<OnnxModelInfo.Port> inputs;
    private final Map<String, Shape> shapes;

    private ConstantInputs(List<OnnxModelInfo.Port> inputs, Map<String, Shape> shapes) {
        this.inputs = inputs;
        this.shapes = shapes;
    }

    /**
     * Reads constants, by the names of their inputs.
     *
     * @param inputs the model's inputs
     * @param shapes of inputs whose dimensions the model leaves open
     * @param arguments in the form {@code NAME=FILE} or {@code NAME=VALUE}, where a value is a number, numbers with commas
     *     between them, or truth values
     * @throws IllegalArgumentException if one names no input, does not fit it, or is given twice
     * @throws UncheckedIOException if a file can't be read
     */
    static Map<String, Constant> read(
            List<OnnxModelInfo.Port> inputs, Map<String, Shape> shapes, List<String> arguments) {
        ConstantInputs constants = new ConstantInputs(inputs, shapes);
        Map<String, Constant> byName = new LinkedHashMap<>();
        for (String argument : arguments) {
            OnnxModelInfo.Port input = constants.inputOf(argument);
            String text = argument.substring(input.name().length() + 1);
            if (byName.put(input.name(), constants.read(input, text)) != null) {
                throw new IllegalArgumentException("the constant of input '%s' is given twice".formatted(input.name()));
            }
        }
        return byName;
    }

    private OnnxModelInfo.Port inputOf(String argument) {
        return inputs.stream()
                .filter(input -> argument.startsWith(input.name() + "="))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--constant %s: the model has no input of that name, expected NAME=FILE or NAME=VALUE with one of %s"
                                .formatted(
                                        argument,
                                        inputs.stream()
                                                .map(OnnxModelInfo.Port::name)
                                                .toList())));
    }

    private Constant read(OnnxModelInfo.Port input, String text) {
        TensorType type = input.type()
                .orElseThrow(() -> new IllegalArgumentException("input '%s' is of type %s, which mish4j does not have"
                        .formatted(input.name(), input.typeName())));
        return ElementText.isValue(text) ? ofValues(input, type, text) : ofFile(input, type, Path.of(text));
    }

    private Constant ofValues(OnnxModelInfo.Port input, TensorType type, String text) {
        String[] values = text.split(",");
        Shape shape = shapeOf(input, values.length);
        if (!accepts(input, shape) || shape.elementCount() != values.length) {
            throw new IllegalArgumentException("input '%s' is %s, found %d values: %s"
                    .formatted(input.name(), declared(input), values.length, text));
        }
        return Constant.of(type, shape, segment -> {
            for (int index = 0; index < values.length; index++) {
                try {
                    ElementText.write(type, segment, index, values[index]);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("input '%s': %s".formatted(input.name(), e.getMessage()), e);
                }
            }
        });
    }

    /** Returns the shape that was given, or else the one that so many values have in the declared one. */
    private Shape shapeOf(OnnxModelInfo.Port input, int count) {
        Shape given = shapes.get(input.name());
        if (given != null) {
            return given;
        }
        List<String> dimensions = input.dimensions().orElse(count == 1 ? List.of() : List.of("?"));
        if (dimensions.stream().filter(dimension -> sizeOf(dimension) == null).count() > 1) {
            throw new IllegalArgumentException(
                    "input '%s' is %s, expected a file, or its shape by --shape %s=DIMENSIONS"
                            .formatted(input.name(), declared(input), input.name()));
        }
        long fixed = 1;
        for (String dimension : dimensions) {
            Long size = sizeOf(dimension);
            fixed *= size == null ? 1 : size;
        }
        long open = fixed == 0 ? 0 : count / fixed;
        return Shape.of(dimensions.stream()
                .map(ConstantInputs::sizeOf)
                .mapToLong(size -> size == null ? open : size)
                .toArray());
    }

    private Constant ofFile(OnnxModelInfo.Port input, TensorType type, Path file) {
        try (NumpyReader reader = NumpyReader.open(file)) {
            NumpyType found = reader.header().type();
            if (!found.is(type)) {
                throw new IllegalArgumentException("input '%s' has type %s, but '%s' has %s, expected %s"
                        .formatted(
                                input.name(),
                                type,
                                file,
                                found.description(),
                                NumpyType.of(type).description()));
            }
            Shape shape = reader.header().shape();
            if (!accepts(input, shape)) {
                throw new IllegalArgumentException(
                        "input '%s' is %s, but '%s' has %s".formatted(input.name(), declared(input), file, shape));
            }
            return Constant.of(type, shape, segment -> {
                try {
                    reader.read(type, segment);
                } catch (IOException e) {
                    throw new UncheckedIOException(ErrorText.of(e), e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(ErrorText.of(e), e);
        }
    }

    private static boolean accepts(OnnxModelInfo.Port input, Shape shape) {
        List<String> dimensions = input.dimensions().orElse(null);
        return dimensions == null
                || (dimensions.size() == shape.rank()
                        && IntStream.range(0, shape.rank()).allMatch(axis -> {
                            Long size = sizeOf(dimensions.get(axis));
                            return size == null || size == shape.dimension(axis);
                        }));
    }

    /** Returns a dimension's size; null if it is open. */
    private static @Nullable Long sizeOf(String dimension) {
        return dimension.matches("\\d{1,18}") ? Long.valueOf(dimension) : null;
    }

    private static String declared(OnnxModelInfo.Port input) {
        return input.typeName() + input.dimensions().map(Object::toString).orElse(" of no declared shape");
    }
}
