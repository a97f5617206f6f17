// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.options;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mish4j.Shape;
import org.mish4j.cli.sources.ModelSource;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The shape of an input.
 *
 * @param name null for the only input
 */
record ShapeArgument(@Nullable String name, Shape shape) {
    /** Reads {@code NAME=1x3x224x224}, {@code 1x3x224x224}, or the same with commas. */
    static final class Converter implements ITypeConverter<ShapeArgument> {
        @Override
        public ShapeArgument convert(String value) {
            int sign = value.lastIndexOf('=');
            String dimensions = value.substring(sign + 1);
            try {
                Shape shape = Shape.of(Arrays.stream(dimensions.split("[x,]", -1))
                        .mapToLong(Long::parseLong)
                        .toArray());
                return new ShapeArgument(sign < 0 ? null : value.substring(0, sign), shape);
            } catch (NumberFormatException e) {
                throw new TypeConversionException(
                        "'%s' is not a shape, expected dimensions such as 1x3x224x224".formatted(dimensions));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /**
     * Returns the name of the only input.
     *
     * @throws IllegalArgumentException if there are others, or none
     */
    String onlyInput(List<ModelSource.Input> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException(
                    "the shape %s is given without an input's name, and the inputs are %s; expected --shape NAME=%s"
                            .formatted(
                                    ModelOptions.text(shape),
                                    inputs.stream().map(ModelSource.Input::name).toList(),
                                    ModelOptions.text(shape)));
        }
        return inputs.getFirst().name();
    }
}
