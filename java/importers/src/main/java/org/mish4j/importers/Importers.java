// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.mish4j.Graph;
import org.mish4j.ModelFormatException;
import org.mish4j.Shape;
import org.mish4j.importers.onnx.ModelFile;

/** Reads a model file of any kind that mish4j knows. */
public final class Importers {
    private static final int DARKNET_RANK = 4;

    private Importers() {}

    /** Reads a file whose inputs have all their dimensions, as {@link #read(Path, Map)} does. */
    public static Graph read(Path path) {
        return read(path, Map.of());
    }

    /**
     * Reads a file. Its kind is told by the end of its name, or else by its content. The weights of a Darknet
     * configuration are expected beside it ({@link DarknetImporter#weightsBeside}).
     *
     * @param inputShapes the shapes of inputs whose dimensions the model leaves open; for a Darknet configuration the shape
     *     that the input {@code data} is to have
     * @throws ModelFormatException if the file is of no known kind, is damaged or contradicts itself, or if the shape
     *     of an input is open
     * @throws org.mish4j.UnsupportedOperatorException if an output needs what mish4j does not have
     * @throws java.io.UncheckedIOException if the file can't be read
     * @throws IllegalArgumentException if a shape was set for an input that the model does not have, or one that
     *     contradicts the declared one
     */
    public static Graph read(Path path, Map<String, Shape> inputShapes) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".cfg")) {
            return darknetImporter(inputShapes).read(path);
        }
        boolean onnx = name.endsWith(".onnx") || ModelFile.with(path, ModelFile::startsAsModel);
        if (!onnx) {
            throw new ModelFormatException(
                    "%s: is of no known kind of model file; ONNX (.onnx) and Darknet (.cfg) are supported"
                            .formatted(path));
        }
        OnnxImporter importer = new OnnxImporter();
        for (Map.Entry<String, Shape> entry : inputShapes.entrySet()) {
            importer = importer.withInputShape(entry.getKey(), entry.getValue());
        }
        return importer.read(path);
    }

    private static DarknetImporter darknetImporter(Map<String, Shape> inputShapes) {
        DarknetImporter importer = new DarknetImporter();
        for (Map.Entry<String, Shape> entry : inputShapes.entrySet()) {
            Shape shape = entry.getValue();
            if (!entry.getKey().equals(DarknetImporter.INPUT)) {
                throw new IllegalArgumentException("the model has no input '%s'; its inputs are [%s]"
                        .formatted(entry.getKey(), DarknetImporter.INPUT));
            }
            if (shape.rank() != DARKNET_RANK || shape.elementCount() == 0) {
                throw new IllegalArgumentException("input '%s' has shape %s, expected [N, C, H, W], each at least 1"
                        .formatted(entry.getKey(), shape));
            }
            importer = importer.withBatch((int) shape.dimension(0))
                    .withChannels((int) shape.dimension(1))
                    .withHeight((int) shape.dimension(2))
                    .withWidth((int) shape.dimension(DARKNET_RANK - 1));
        }
        return importer;
    }
}
