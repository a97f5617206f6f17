// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.mish4j.Graph;
import org.mish4j.Shape;
import org.mish4j.importers.darknet.configuration.Configuration;
import org.mish4j.importers.darknet.configuration.Section;
import org.mish4j.importers.darknet.configuration.UnknownSettings;
import org.mish4j.importers.darknet.sections.NetworkBuilder;
import org.mish4j.importers.darknet.weights.ParameterCount;
import org.mish4j.importers.darknet.weights.WeightsFile;
import org.mish4j.importers.files.MappedFiles;

/** Makes a graph of a configuration file and a weights file. */
public final class NetworkImporter {
    private static final String CONFIGURATION_ENDING = ".cfg";

    private NetworkImporter() {}

    /**
     * Imports a network. The memory for its parameters is only allocated when the configuration makes sense and the size of
     * the weights file is the one that it asks for.
     *
     * @param file the .cfg file
     * @param weights the .weights file
     * @param size the size of the input
     * @throws org.mish4j.ModelFormatException if a file is damaged or contradicts itself or the other
     * @throws org.mish4j.UnsupportedOperatorException if mish4j does not have a section, or a form of one
     * @throws java.io.UncheckedIOException if a file can't be read
     */
    public static Graph run(Path file, Path weights, InputSize size) {
        Configuration configuration = Configuration.read(file);
        Shape inputShape = inputShape(configuration.network(), size);
        String name = stem(file);
        return MappedFiles.reading(weights, () -> {
            try (Arena arena = Arena.ofShared()) {
                WeightsFile stored = new WeightsFile(weights, MappedFiles.map(weights, arena));
                ParameterCount count = new ParameterCount(stored.transposed());
                NetworkBuilder.build(configuration, name, inputShape, count);
                configuration.layers().forEach(UnknownSettings::log);
                return NetworkBuilder.build(configuration, name, inputShape, stored.read(count));
            }
        });
    }

    /** Returns the name of a configuration file without its ending. */
    public static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(CONFIGURATION_ENDING)
                ? name.substring(0, name.length() - CONFIGURATION_ENDING.length())
                : name;
    }

    private static Shape inputShape(Section network, InputSize size) {
        try {
            return size.shape(network);
        } catch (IllegalArgumentException e) {
            throw network.malformed(String.valueOf(e.getMessage()));
        }
    }
}
