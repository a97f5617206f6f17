// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.options;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.Shape;
import org.mish4j.cli.sources.DarknetSource;
import org.mish4j.cli.sources.ModelSource;
import org.mish4j.cli.sources.OnnxSource;
import org.mish4j.cli.sources.ZooSource;
import org.mish4j.importers.DarknetImporter;
import org.mish4j.zoo.ZooOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The model that is named, and the shapes of its inputs. */
public final class ModelOptions {
    private static final String ZOO_NETWORKS = "networks of the zoo, such as zoo:yolov4";
    private static final String CONFIGURATIONS = "Darknet's .cfg files";
    private static final String FILES_AND_NETWORKS = CONFIGURATIONS + " and " + ZOO_NETWORKS;

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "The model's file (ONNX, or Darknet's .cfg), or zoo:NAME, a network of the zoo: zoo:yolov4.")
    private String model = "";

    @Option(
            names = "--shape",
            paramLabel = "[NAME=]DIMENSIONS",
            converter = ShapeArgument.Converter.class,
            description =
                    "The shape of an input, NAME=1x3x224x224 or NAME=1,3,224,224, where the model leaves it open. A model's "
                            + "only input needs no name.")
    private List<ShapeArgument> shapes = List.of();

    @Option(
            names = "--constant",
            paramLabel = "NAME=FILE|VALUE",
            description =
                    "What an input of an ONNX file is in every run, so that what follows from it alone is computed when the "
                            + "model is read: a NumPy file of the input's type, or numbers with commas between them, or true "
                            + "or false.")
    private List<String> constants = List.of();

    @Option(
            names = "--size",
            paramLabel = "N|HxW",
            converter = SizeConverter.class,
            description =
                    "The height and width of the images of a zoo network or a .cfg file. Default: those it is usually used "
                            + "with, or that the file says.")
    private @Nullable Size size;

    @Option(
            names = "--width",
            paramLabel = "N",
            description = "The width of a .cfg file's images. Default: the one in the file.")
    private @Nullable Integer width;

    @Option(
            names = "--height",
            paramLabel = "N",
            description = "The height of a .cfg file's images. Default: the one in the file.")
    private @Nullable Integer height;

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
            description =
                    "A Darknet file with the weights of a .cfg file or a zoo network. Default: NAME.weights beside "
                            + "NAME.cfg; those of a zoo network are drawn, from a seed.")
    private @Nullable Path weights;

    private record Size(long height, long width) {}

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
    public String name() {
        return model;
    }

    /**
     * Returns where the model is read from.
     *
     * @throws IllegalArgumentException if there is an option that is not for a model of this kind
     */
    public ModelSource source() {
        if (model.isEmpty()) {
            throw new IllegalArgumentException("the model is '', expected a file or zoo:NAME");
        }
        if (batch != null && batch < 1) {
            throw new IllegalArgumentException("the batch is %d, expected at least 1".formatted(batch));
        }
        if (model.startsWith(ZooSource.PREFIX)) {
            requireAbsent(width, "--width", CONFIGURATIONS);
            requireAbsent(height, "--height", CONFIGURATIONS);
            requireNoConstants();
            return new ZooSource(model.substring(ZooSource.PREFIX.length()), zooOptions(), weights);
        }
        requireAbsent(activation, "--activation", ZOO_NETWORKS);
        if (DarknetSource.isNamed(model)) {
            requireNoConstants();
            return new DarknetSource(Path.of(model), weights, darknetImporter());
        }
        requireAbsent(size, "--size", FILES_AND_NETWORKS);
        requireAbsent(weights, "--weights", FILES_AND_NETWORKS);
        requireAbsent(width, "--width", CONFIGURATIONS);
        requireAbsent(height, "--height", CONFIGURATIONS);
        return OnnxSource.of(Path.of(model), batch, constants, namedShapes());
    }

    private DarknetImporter darknetImporter() {
        if (size != null && (width != null || height != null)) {
            throw new IllegalArgumentException(
                    "--size is given together with --width or --height, expected one of them");
        }
        DarknetImporter importer = new DarknetImporter();
        if (size != null) {
            importer = importer.withHeight((int) size.height()).withWidth((int) size.width());
        }
        if (height != null) {
            importer = importer.withHeight(height);
        }
        if (width != null) {
            importer = importer.withWidth(width);
        }
        return batch == null ? importer : importer.withBatch((int) Math.min(batch, Integer.MAX_VALUE));
    }

    private ZooOptions zooOptions() {
        ZooOptions options = ZooOptions.defaults().withBatch(batch == null ? 1 : batch);
        if (size != null) {
            options = options.withSize(size.height(), size.width());
        }
        return activation == null ? options : options.withActivation(activation);
    }

    private void requireAbsent(@Nullable Object value, String option, String owners) {
        if (value != null) {
            throw new IllegalArgumentException("%s is for %s, and '%s' is none".formatted(option, owners, model));
        }
    }

    private void requireNoConstants() {
        requireAbsent(constants.isEmpty() ? null : constants, "--constant", "ONNX files");
    }

    /**
     * Returns the shapes that were given, by the names of inputs.
     *
     * @throws IllegalArgumentException if one has no name and there is not one input, or if an input is given two
     */
    public Map<String, Shape> shapes(ModelSource source) {
        Map<String, Shape> byName = namedShapes();
        for (ShapeArgument argument : shapes) {
            if (argument.name() == null) {
                put(byName, argument.onlyInput(source.inputs()), argument.shape());
            }
        }
        return byName;
    }

    private Map<String, Shape> namedShapes() {
        Map<String, Shape> byName = new LinkedHashMap<>();
        for (ShapeArgument argument : shapes) {
            if (argument.name() != null) {
                put(byName, argument.name(), argument.shape());
            }
        }
        return byName;
    }

    private static void put(Map<String, Shape> byName, String name, Shape shape) {
        Shape former = byName.put(name, shape);
        if (former != null) {
            throw new IllegalArgumentException(
                    "input '%s' is given two shapes, %s and %s".formatted(name, text(former), text(shape)));
        }
    }

    /** Reads the model. */
    public Graph load() {
        ModelSource source = source();
        return source.read(shapes(source));
    }

    /** Returns a shape in the form {@code 1x3x224x224}, {@code scalar} for one without dimensions. */
    public static String text(Shape shape) {
        return shape.rank() == 0
                ? "scalar"
                : Arrays.stream(shape.toArray()).mapToObj(Long::toString).collect(Collectors.joining("x"));
    }
}
