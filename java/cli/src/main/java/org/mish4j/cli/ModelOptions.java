// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.mish4j.Graph;
import org.mish4j.Shape;
import org.mish4j.importers.Importers;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** A model's file, and the shapes of its inputs. */
final class ModelOptions {
    @Parameters(index = "0", paramLabel = "MODEL", description = "The model's file (ONNX).")
    private Path file = Path.of("");

    @Option(
            names = "--shape",
            paramLabel = "NAME=DIMENSIONS",
            converter = {StringConverter.class, ShapeConverter.class},
            description = "The shape of an input, NAME=1x3x224x224, where the model leaves it open.")
    private Map<String, Shape> shapes = new LinkedHashMap<>();

    private static final class StringConverter implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            return value;
        }
    }

    private static final class ShapeConverter implements ITypeConverter<Shape> {
        @Override
        public Shape convert(String value) {
            try {
                return Shape.of(Arrays.stream(value.split("x", -1))
                        .mapToLong(Long::parseLong)
                        .toArray());
            } catch (NumberFormatException e) {
                throw new TypeConversionException(
                        "'%s' is not a shape, expected dimensions such as 1x3x224x224".formatted(value));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    Path file() {
        return file;
    }

    /** Returns the shapes that were given, by the names of inputs. */
    Map<String, Shape> shapes() {
        return shapes;
    }

    /** Reads the model. */
    Graph load() {
        return Importers.read(file, shapes);
    }

    /** Returns a shape in the form {@code 1x3x224x224}, {@code scalar} for one without dimensions. */
    static String text(Shape shape) {
        return shape.rank() == 0
                ? "scalar"
                : Arrays.stream(shape.toArray()).mapToObj(Long::toString).collect(Collectors.joining("x"));
    }
}
