// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.mish4j.Graph;
import org.mish4j.Shape;
import org.mish4j.Tensor;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.cli.fuzz.graphs.GraphCase;
import org.mish4j.cli.numpy.NumpyWriter;
import org.mish4j.importers.export.MishForm;
import org.mish4j.importers.export.OnnxExporter;

/**
 * A folder for failures, with one for each: {@code model.onnx}, {@code input.npy} and {@code expected.npy}, or one of them for
 * each input and output with its name before {@code .npy}, and {@code failure.txt}, a line for each setting that fails.
 */
public final class FailureFolder {
    private final Path folder;

    /** Names the folder, which is made when there is a failure. */
    public FailureFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes a failure, or a further line where its case was written before.
     *
     * @param processor the instruction set of the process that failed
     * @return the failure's folder
     */
    public Path write(FailedCase failed, String processor) throws IOException {
        String device = failed.setting().split(" ", 3)[1];
        String kind = failed.failure().kind().name().toLowerCase(Locale.ROOT);
        Path target = folder.resolve("%d-%s-%s".formatted(failed.graphCase().seed(), device, kind));
        Files.createDirectories(target);
        if (!Files.exists(target.resolve("model.onnx"))) {
            write(target, failed.graphCase(), failed.expected());
        }
        Files.writeString(
                target.resolve("failure.txt"),
                "%s, on %s%n".formatted(failed.line(), processor),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return target;
    }

    private static void write(Path target, GraphCase graphCase, List<float[]> expected) throws IOException {
        Graph graph = graphCase.graph();
        OnnxExporter.write(graph, target.resolve("model.onnx"), MishForm.OPERATOR);
        for (int index = 0; index < graph.inputs().size(); index++) {
            Value input = graph.inputs().get(index);
            String name = graph.inputs().size() == 1 ? "input" : "input-" + input.name();
            write(target, name, input.type(), input.shape(), graphCase.inputs().get(index));
        }
        for (int index = 0; index < graph.outputs().size(); index++) {
            Graph.Output output = graph.outputs().get(index);
            String name = graph.outputs().size() == 1 ? "expected" : "expected-" + output.name();
            write(target, name, output.type(), output.value().shape(), expected.get(index));
        }
    }

    private static void write(Path target, String name, TensorType type, Shape shape, float[] elements)
            throws IOException {
        try (Tensor tensor = Tensor.allocate(type, shape);
                FileChannel channel = FileChannel.open(
                        target.resolve(name + ".npy"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            tensor.copyFrom(elements);
            NumpyWriter.write(channel, type, shape, tensor.segment());
        }
    }
}
