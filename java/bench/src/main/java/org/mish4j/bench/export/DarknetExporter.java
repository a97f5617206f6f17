// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;

/**
 * Writes graphs of Darknet's layers, such as those of the zoo, as a configuration and a file of weights (format 0.2). A
 * detector's heads become sections [yolo], whose anchors are placeholders.
 */
public final class DarknetExporter {
    private static final int RANK = 4;
    private static final int HEADER_BYTES = 3 * Integer.BYTES + Long.BYTES;
    private static final int MINOR_VERSION = 2;

    private final Graph graph;
    private final DarknetLayers layers;
    private final Map<String, DarknetFiles.Output> outputs = new LinkedHashMap<>();

    private DarknetExporter(Graph graph) {
        this.graph = graph;
        this.layers = new DarknetLayers(graph);
    }

    /**
     * Writes a graph.
     *
     * @param graph one with an image {@code [1, C, H, W]} of type F32 as its only input; as it was built, before any pass
     * @param folder where the files are to be
     * @param name their name without an ending
     * @throws IllegalArgumentException if Darknet has no sections for it; the text names the node
     * @throws IOException if a file can't be written
     */
    public static DarknetFiles write(Graph graph, Path folder, String name) throws IOException {
        DarknetExporter exporter = new DarknetExporter(graph);
        DarknetSection network = exporter.network();
        exporter.addLayers();
        DarknetFiles files =
                new DarknetFiles(folder.resolve(name + ".cfg"), folder.resolve(name + ".weights"), exporter.outputs);
        StringBuilder configuration = new StringBuilder();
        network.appendTo(configuration);
        exporter.layers.sections().forEach(section -> section.appendTo(configuration));
        Files.writeString(files.configuration(), configuration);
        exporter.writeWeights(files.weights());
        return files;
    }

    private DarknetSection network() {
        List<Value> inputs = graph.inputs();
        Shape shape = inputs.getFirst().shape();
        if (inputs.size() != 1
                || inputs.getFirst().type() != TensorType.F32
                || shape.rank() != RANK
                || shape.dimension(0) != 1) {
            throw new IllegalArgumentException(
                    "graph '%s' has the inputs %s, expected one F32[1, C, H, W]".formatted(graph.name(), inputs));
        }
        return new DarknetSection("net")
                .set("batch", 1)
                .set("subdivisions", 1)
                .set("width", shape.dimension(3))
                .set("height", shape.dimension(2))
                .set("channels", shape.dimension(1));
    }

    private void addLayers() {
        for (Node node : graph.nodes()) {
            layers.add(node);
            for (Graph.Output output : graph.outputs()) {
                if (output.value() == node.output()) {
                    addOutput(node, output);
                }
            }
        }
        if (outputs.size() != graph.outputs().size()) {
            throw new IllegalArgumentException(
                    "graph '%s' has an output that no node computes".formatted(graph.name()));
        }
    }

    private void addOutput(Node node, Graph.Output output) {
        int index = layers.indexOf(node, output.value());
        outputs.put(
                output.name(),
                new DarknetFiles.Output(layers.sections().get(index).name(), index));
        if (output.value().shape().rank() == RANK) {
            layers.addHead(node, output.value());
        }
    }

    private void writeWeights(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            header.putInt(Integer.BYTES, MINOR_VERSION);
            writeFully(channel, header);
            for (DarknetSection section : layers.sections()) {
                for (Constant parameter : section.parameters()) {
                    writeFully(channel, parameter.segment().asByteBuffer());
                }
            }
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
