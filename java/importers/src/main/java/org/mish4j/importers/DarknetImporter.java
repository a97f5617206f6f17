// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.mish4j.Graph;
import org.mish4j.importers.darknet.InputSize;
import org.mish4j.importers.darknet.NetworkImporter;

/**
 * Reads networks in Darknet's format: a .cfg file that describes the sections, and a .weights file with their parameters.
 * Immutable.
 *
 * <p>The graph's input is {@code data}, {@code [N, C, H, W]}, of the size that {@code [net]} gives; N is 1 unless
 * {@link #withBatch} says otherwise. Its outputs are {@code output_0}, {@code output_1} and so on: what each
 * {@code [yolo]}, {@code [region]}, {@code [Gaussian_yolo]}, {@code [detection]} and {@code [contrastive]} reads, without
 * any activation, in the order of the file; of a classifier that ends with {@code [softmax]}, the logits and then the
 * probabilities, both {@code [N, classes]}; of any other network the result of its last section.
 *
 * <p>Settings for training are ignored. Settings that are not known are logged.
 */
public final class DarknetImporter {
    /** The name of the graph's input. */
    public static final String INPUT = "data";

    private final InputSize size;

    /** Makes an importer that takes the input's size from the file. */
    public DarknetImporter() {
        this(InputSize.OF_FILE);
    }

    private DarknetImporter(InputSize size) {
        this.size = size;
    }

    /**
     * Returns an importer for another number of images.
     *
     * @param batch at least 1
     */
    public DarknetImporter withBatch(int batch) {
        return new DarknetImporter(
                new InputSize(positive("batch", batch), size.channels(), size.height(), size.width()));
    }

    /**
     * Returns an importer for another number of input channels than the file's.
     *
     * @param channels at least 1
     */
    public DarknetImporter withChannels(int channels) {
        return new DarknetImporter(
                new InputSize(size.batch(), positive("channels", channels), size.height(), size.width()));
    }

    /**
     * Returns an importer for images of another height than the file's.
     *
     * @param height at least 1
     */
    public DarknetImporter withHeight(int height) {
        return new DarknetImporter(
                new InputSize(size.batch(), size.channels(), positive("height", height), size.width()));
    }

    /**
     * Returns an importer for images of another width than the file's.
     *
     * @param width at least 1
     */
    public DarknetImporter withWidth(int width) {
        return new DarknetImporter(
                new InputSize(size.batch(), size.channels(), size.height(), positive("width", width)));
    }

    /**
     * Reads a network whose weights are beside its configuration, as {@link #weightsBeside} names them.
     *
     * @param configuration the .cfg file
     * @throws org.mish4j.ModelFormatException if a file is damaged or contradicts itself or the other; the text names file
     *     and line
     * @throws org.mish4j.UnsupportedOperatorException if mish4j does not have a section, or a form of one
     * @throws UncheckedIOException if a file can't be read
     */
    public Graph read(Path configuration) {
        Path weights = weightsBeside(configuration);
        if (Files.exists(configuration) && !Files.exists(weights)) {
            throw new UncheckedIOException(
                    "%s: its weights are expected in %s, and there is no such file".formatted(configuration, weights),
                    new NoSuchFileException(weights.toString()));
        }
        return read(configuration, weights);
    }

    /**
     * Reads a network, as {@link #read(Path)} does.
     *
     * @param configuration the .cfg file
     * @param weights the .weights file; its header may be of any version
     */
    public Graph read(Path configuration, Path weights) {
        return NetworkImporter.run(configuration, weights, size);
    }

    /** Returns where the weights of a configuration are by default: {@code yolov4.weights} beside {@code yolov4.cfg}. */
    public static Path weightsBeside(Path configuration) {
        return configuration.resolveSibling(NetworkImporter.stem(configuration) + ".weights");
    }

    private static OptionalInt positive(String name, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("%s is %d, expected at least 1".formatted(name, number));
        }
        return OptionalInt.of(number);
    }
}
