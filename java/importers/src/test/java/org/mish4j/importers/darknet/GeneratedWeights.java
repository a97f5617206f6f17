// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.mish4j.Graph;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.importers.darknet.configuration.Configuration;
import org.mish4j.importers.darknet.sections.NetworkBuilder;
import org.mish4j.importers.darknet.weights.Parameters;

/**
 * Writes the weights file of a network with parameters of a formula. With u the next number of a stream: biases and means
 * 0.2 (2u - 1), scales 0.8 + 0.4 u, variances 0.75 + 0.5 u, weights 0.9 sqrt(6 / fan-in) (2u - 1).
 */
final class GeneratedWeights implements Parameters {
    private static final int BUFFER_BYTES = 1 << 16;

    private final SplitMix stream;
    private final OutputStream file;

    private GeneratedWeights(long seed, OutputStream file) {
        this.stream = new SplitMix(seed);
        this.file = file;
    }

    /**
     * Writes a file with a 64-bit count of seen images.
     *
     * @param configuration the network's configuration
     * @param seed the stream's
     */
    static void write(Path configuration, InputSize size, long seed, Path weights) throws IOException {
        Configuration sections = Configuration.read(configuration);
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(weights), BUFFER_BYTES)) {
            stream.write(ByteBuffer.allocate(20)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(0)
                    .putInt(2)
                    .putInt(5)
                    .array());
            NetworkBuilder.build(sections, "", size.shape(sections.network()), new GeneratedWeights(seed, stream));
        }
    }

    @Override
    public Value next(Graph.Builder graph, String name, Shape shape) {
        String kind = name.substring(name.indexOf('/') + 1);
        int count = (int) shape.elementCount();
        ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        double bound = kind.equals("weights") ? 0.9 * Math.sqrt(6 / (count / (double) shape.dimension(0))) : 0.2;
        for (int i = 0; i < count; i++) {
            double u = stream.next();
            bytes.putFloat((float)
                    switch (kind) {
                        case "biases", "means", "weights" -> bound * (2 * u - 1);
                        case "scales" -> 0.8 + 0.4 * u;
                        case "variances" -> 0.75 + 0.5 * u;
                        default -> throw new IllegalArgumentException(name);
                    });
        }
        try {
            file.write(bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return graph.input(name, TensorType.F32, shape);
    }

    @Override
    public Value constant(Graph.Builder graph, String name, Shape shape, Consumer<MemorySegment> numbers) {
        return graph.input(name, TensorType.F32, shape);
    }

    @Override
    public boolean transposed() {
        return false;
    }
}
