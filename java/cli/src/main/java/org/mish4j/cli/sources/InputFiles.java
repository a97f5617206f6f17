// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.sources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.Shape;
import org.mish4j.TensorInfo;
import org.mish4j.Value;
import org.mish4j.cli.numpy.NumpyHeader;
import org.mish4j.cli.numpy.NumpyReader;

/** The NumPy files of a model's inputs. */
public final class InputFiles implements AutoCloseable {
    private final List<ModelSource.Input> inputs;
    private final Map<String, Path> paths = new LinkedHashMap<>();
    private final Map<String, NumpyReader> readers = new HashMap<>();

    private InputFiles(List<ModelSource.Input> inputs) {
        this.inputs = inputs;
    }

    /**
     * Opens files.
     *
     * @param inputs the model's inputs
     * @param arguments in the form {@code NAME=FILE}, or {@code FILE} for the only input
     * @throws IllegalArgumentException if the model has no such input, or if one is given twice
     * @throws IOException if a file can't be read
     */
    public static InputFiles open(List<ModelSource.Input> inputs, List<String> arguments) throws IOException {
        InputFiles files = new InputFiles(inputs);
        try {
            for (String argument : arguments) {
                files.add(argument);
            }
            return files;
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    private void add(String argument) throws IOException {
        String name = nameIn(argument);
        Path path = Path.of(argument.startsWith(name + "=") ? argument.substring(name.length() + 1) : argument);
        if (paths.put(name, path) != null) {
            throw new IllegalArgumentException("input '%s' is given twice".formatted(name));
        }
        readers.put(name, NumpyReader.open(path));
    }

    /** Returns the name of the input that an argument is for. */
    private String nameIn(String argument) {
        List<String> names = inputs.stream().map(ModelSource.Input::name).toList();
        for (String name : names) {
            if (argument.startsWith(name + "=")) {
                return name;
            }
        }
        int sign = argument.indexOf('=');
        if (sign >= 0 && !Files.exists(Path.of(argument))) {
            throw new IllegalArgumentException(
                    "the model has no input '%s'; its inputs are %s".formatted(argument.substring(0, sign), names));
        }
        if (names.size() != 1) {
            throw new IllegalArgumentException(
                    "'%s' is given without an input's name, and the inputs are %s; expected --input NAME=%s"
                            .formatted(argument, names, argument));
        }
        return names.getFirst();
    }

    /** Adds to given shapes those of the files whose input has a dimension that the model leaves open. */
    public Map<String, Shape> completeShapes(Map<String, Shape> given) {
        Map<String, Shape> shapes = new LinkedHashMap<>(given);
        for (ModelSource.Input input : inputs) {
            NumpyReader reader = readers.get(input.name());
            if (reader != null && !input.fixed()) {
                shapes.putIfAbsent(input.name(), reader.header().shape());
            }
        }
        return shapes;
    }

    /**
     * Checks that there is a file of the right type and shape for each input.
     *
     * @param cast whether elements of other types are converted
     * @throws IllegalArgumentException if not; the text names the input
     */
    public void requireFit(Graph graph, boolean cast) {
        for (Value input : graph.inputs()) {
            TensorInfo info = new TensorInfo(input.name(), input.type(), input.shape());
            NumpyReader reader = readers.get(input.name());
            if (reader == null) {
                throw new IllegalArgumentException("input '%s' (%s%s) is missing, expected --input %s=FILE.npy"
                        .formatted(info.name(), info.type(), info.shape(), info.name()));
            }
            requireFit(info, reader.header(), cast);
        }
    }

    private void requireFit(TensorInfo input, NumpyHeader header, boolean cast) {
        if (!header.shape().equals(input.shape())) {
            throw new IllegalArgumentException("input '%s' has shape %s, but '%s' has %s"
                    .formatted(input.name(), input.shape(), paths.get(input.name()), header.shape()));
        }
        if (!cast && !header.type().is(input.type())) {
            throw new IllegalArgumentException("input '%s' has type %s, but '%s' has %s; --cast converts it"
                    .formatted(
                            input.name(),
                            input.type(),
                            paths.get(input.name()),
                            header.type().description()));
        }
    }

    /** Reads the files into a request's inputs. */
    public void readInto(InferRequest request) throws IOException {
        for (TensorInfo input : request.model().inputs()) {
            NumpyReader reader = readers.get(input.name());
            if (reader != null) {
                reader.read(input.type(), request.input(input.name()).segment());
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (NumpyReader reader : readers.values()) {
            reader.close();
        }
    }
}
