// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.Shape;
import org.mish4j.zoo.ZooOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The model that is named, and the shapes of its inputs. */
final class ModelOptions {
    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "The model's file (ONNX), or zoo:NAME, a network of the zoo: zoo:yolov4.")
    private String model = "";

    @Option(
            names = "--shape",
            paramLabel = "NAME=DIMENSIONS",
            converter = {StringConverter.class, ShapeConverter.class},
            description = "The shape of an input, NAME=1x3x224x224, where the model leaves it open.")
    private Map<String, Shape> shapes = new LinkedHashMap<>();

    @Option(
            names = "--size",
            paramLabel = "N|HxW",
            converter = SizeConverter.class,
            description = "The height and width of a zoo network's images. Default: those it is usually used with.")
    private @Nullable Size size;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "The number of images at once, where the model leaves it open. Default: 1.")
    private @Nullable Long batch;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            converter = ActivationNames.class,
            description = "What takes the place of a zoo network's main activation: mish, relu, leaky, swish.")
    private @Nullable Activation activation;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "A Darknet file with the weights of a zoo network. Default: they are drawn, from a seed.")
    private @Nullable Path weights;

    private record Size(long height, long width) {}

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

    private static final class SizeConverter implements ITypeConverter<Size> {
        @Override
        public Size convert(String value) {
            if (!value.matches("[1-9]\\d{0,8}(x[1-9]\\d{0,8})?")) {
                throw new TypeConversionException(
                        "'%s' is not a size, expected one such as 416 or 416x608".formatted(value));
            }
            String[] sides = value.split("x");
            return new Size(Long.parseLong(sides[0]), Long.parseLong(sides[sides.length - 1]));
        }
    }

    /** Returns the model as it was named. */
    String name() {
        return model;
    }

    /**
     * Returns where the model is read from.
     *
     * @throws IllegalArgumentException if there is an option that is not for a model of this kind
     */
    ModelSource source() {
        if (batch != null && batch < 1) {
            throw new IllegalArgumentException("the batch is %d, expected at least 1".formatted(batch));
        }
        if (model.startsWith(ZooSource.PREFIX)) {
            return new ZooSource(model.substring(ZooSource.PREFIX.length()), zooOptions(), weights);
        }
        requireAbsent("--size", size);
        requireAbsent("--activation", activation);
        requireAbsent("--weights", weights);
        return new OnnxSource(Path.of(model), batch);
    }

    private ZooOptions zooOptions() {
        ZooOptions options = ZooOptions.defaults().withBatch(batch == null ? 1 : batch);
        if (size != null) {
            options = options.withSize(size.height(), size.width());
        }
        return activation == null ? options : options.withActivation(activation);
    }

    private void requireAbsent(String option, @Nullable Object value) {
        if (value != null) {
            throw new IllegalArgumentException(
                    "%s is for networks of the zoo, such as zoo:yolov4, and '%s' is a file".formatted(option, model));
        }
    }

    /** Returns the shapes that were given, by the names of inputs. */
    Map<String, Shape> shapes() {
        return shapes;
    }

    /** Reads the model. */
    Graph load() {
        return source().read(shapes);
    }

    /** Returns a shape in the form {@code 1x3x224x224}, {@code scalar} for one without dimensions. */
    static String text(Shape shape) {
        return shape.rank() == 0
                ? "scalar"
                : Arrays.stream(shape.toArray()).mapToObj(Long::toString).collect(Collectors.joining("x"));
    }
}
