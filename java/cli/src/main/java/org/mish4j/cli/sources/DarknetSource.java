// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.sources;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mish4j.Graph;
import org.mish4j.Shape;
import org.mish4j.importers.DarknetImporter;

/**
 * A network in Darknet's configuration and weights files.
 *
 * @param file the configuration
 * @param weights null for the file beside it
 * @param importer knows the size of the images
 */
public record DarknetSource(Path file, @Nullable Path weights, DarknetImporter importer) implements ModelSource {
    private static final String ENDING = ".cfg";

    /** Tells whether a model's name is that of a configuration. */
    public static boolean isNamed(String model) {
        return model.regionMatches(true, model.length() - ENDING.length(), ENDING, 0, ENDING.length());
    }

    @Override
    public List<Input> inputs() {
        return List.of(new Input(DarknetImporter.INPUT, true));
    }

    @Override
    public Graph read(Map<String, Shape> shapes) {
        if (!shapes.isEmpty()) {
            throw new IllegalArgumentException(
                    "--shape is for ONNX files, the images of '%s' are given by --width, --height and --batch"
                            .formatted(file));
        }
        if (weights != null) {
            return importer.read(file, weights);
        }
        Path beside = DarknetImporter.weightsBeside(file);
        if (Files.exists(file) && !Files.exists(beside)) {
            throw new IllegalArgumentException(
                    "the weights of '%s' are missing: '%s' does not exist, expected --weights FILE"
                            .formatted(file, beside));
        }
        return importer.read(file);
    }
}
