// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mish4j.Graph;
import org.mish4j.Value;
import org.mish4j.bench.export.DarknetExporter;
import org.mish4j.bench.export.DarknetFiles;
import org.mish4j.importers.export.MishForm;
import org.mish4j.importers.export.OnnxExporter;

/**
 * A network with one input, as a graph, and as the files that other libraries read. They are written to a temporary folder
 * when they are first asked for, and deleted in the end.
 */
public final class NetworkFiles implements AutoCloseable {
    private final Graph graph;
    private final Path folder;
    private final Map<MishForm, Path> onnx = new EnumMap<>(MishForm.class);
    private @Nullable DarknetFiles darknet;

    private NetworkFiles(Graph graph, Path folder) {
        this.graph = graph;
        this.folder = folder;
    }

    /**
     * Makes a network of a graph.
     *
     * @param graph as it was built, before any pass
     * @throws IllegalArgumentException if it has more than one input, or none
     * @throws UncheckedIOException if there can be no temporary folder
     */
    public static NetworkFiles of(Graph graph) {
        if (graph.inputs().size() != 1) {
            throw new IllegalArgumentException("graph '%s' has %d inputs, expected one"
                    .formatted(graph.name(), graph.inputs().size()));
        }
        try {
            return new NetworkFiles(graph, Files.createTempDirectory("mish4j-bench"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the graph. */
    public Graph graph() {
        return graph;
    }

    /** Returns the graph's only input. */
    public Value input() {
        return graph.inputs().getFirst();
    }

    /**
     * Returns the network as an ONNX file.
     *
     * @throws IllegalArgumentException if it can't be written as one; the text names the node
     * @throws UncheckedIOException if the file can't be written
     */
    public Path onnx(MishForm mish) {
        return onnx.computeIfAbsent(mish, form -> {
            Path file = folder.resolve("network-%s.onnx".formatted(form));
            try {
                OnnxExporter.write(graph, file, form);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return file;
        });
    }

    /**
     * Returns the network as Darknet's two files.
     *
     * @throws IllegalArgumentException if it can't be written as sections of Darknet's; the text names the node
     * @throws UncheckedIOException if a file can't be written
     */
    public DarknetFiles darknet() {
        DarknetFiles files = darknet;
        if (files == null) {
            try {
                files = DarknetExporter.write(graph, folder, "network");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            darknet = files;
        }
        return files;
    }

    /**
     * Deletes the files.
     *
     * @throws UncheckedIOException if one can't be deleted
     */
    @Override
    public void close() {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            List<Path> paths;
            try (Stream<Path> all = Files.walk(folder)) {
                paths = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : paths) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
