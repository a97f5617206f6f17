// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.ModelFormatException;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;

/**
 * A .weights file, little-endian: three int32, the format's major and minor version and a revision; the number of images
 * that training has seen, int64 from version 0.2 on and int32 before; then float32 parameters up to the end.
 *
 * <p>A version with a number beyond 1000 tells that matrices are transposed. Such a file counts images in int32 if a program
 * of old wrote it, and in int64 if AlexeyAB's reads it: the size of the file tells which.
 */
public final class WeightsFile {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int VERSION_BYTES = 3 * Integer.BYTES;

    private static final int LONG_HEADER_BYTES = VERSION_BYTES + Long.BYTES;
    private static final int SHORT_HEADER_BYTES = VERSION_BYTES + Integer.BYTES;

    /** A version with a number beyond this one is that of a file with transposed matrices. */
    private static final int TRANSPOSED_BEYOND = 1000;

    private final Path file;
    private final MemorySegment content;
    private final boolean transposed;
    private final long headerBytes;

    /**
     * Reads the header.
     *
     * @param content what the file holds; accessible to every thread
     * @throws ModelFormatException if it is shorter than a header, or if the version is negative
     */
    public WeightsFile(Path file, MemorySegment content) {
        this.file = file;
        this.content = content;
        requireHeader(VERSION_BYTES);
        int major = content.get(INT, 0);
        int minor = content.get(INT, Integer.BYTES);
        if (major < 0 || minor < 0) {
            throw new ModelFormatException(
                    "%s: is not a Darknet weights file, its version is %d.%d".formatted(file, major, minor));
        }
        this.transposed = major > TRANSPOSED_BEYOND || minor > TRANSPOSED_BEYOND;
        this.headerBytes = transposed || major * 10L + minor >= 2 ? LONG_HEADER_BYTES : SHORT_HEADER_BYTES;
        requireHeader(transposed ? SHORT_HEADER_BYTES : headerBytes);
    }

    private void requireHeader(long bytes) {
        if (content.byteSize() < bytes) {
            throw new ModelFormatException(
                    "%s: has %d bytes, expected a header of %d bytes".formatted(file, content.byteSize(), bytes));
        }
    }

    /** Tells whether the matrices of connected sections are stored transposed. */
    public boolean transposed() {
        return transposed;
    }

    /**
     * Reads the parameters of a network, several at a time.
     *
     * @throws ModelFormatException if there are more or fewer bytes in the file than these have
     */
    public Parameters read(ParameterCount network) {
        long position = requireCount(network.count());
        List<Shape> shapes = network.shapes();
        long[] positions = new long[shapes.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = position;
            position += shapes.get(i).elementCount() * Float.BYTES;
        }
        List<Constant> constants = IntStream.range(0, positions.length)
                .parallel()
                .mapToObj(i -> constant(shapes.get(i), positions[i]))
                .toList();
        return new Stored(constants.iterator(), transposed);
    }

    /** Returns where the parameters begin. */
    private long requireCount(long count) {
        long bytes = Math.multiplyExact(count, (long) Float.BYTES);
        if (transposed && content.byteSize() == Math.addExact(SHORT_HEADER_BYTES, bytes)) {
            return SHORT_HEADER_BYTES;
        }
        long expected = Math.addExact(headerBytes, bytes);
        if (content.byteSize() != expected) {
            throw new ModelFormatException(
                    "%s: has %d bytes, expected %d: a header of %d and %d parameters of 4 bytes each"
                            .formatted(file, content.byteSize(), expected, headerBytes, count));
        }
        return headerBytes;
    }

    private Constant constant(Shape shape, long position) {
        return Constant.of(
                TensorType.F32,
                shape,
                segment -> MemorySegment.copy(
                        content, FLOAT, position, segment, ValueLayout.JAVA_FLOAT, 0, shape.elementCount()));
    }

    /** The parameters of a file, in its order. */
    private record Stored(Iterator<Constant> constants, boolean transposed) implements Parameters {
        @Override
        public Value next(Graph.Builder graph, String name, Shape shape) {
            Constant constant = constants.next();
            if (!constant.shape().equals(shape)) {
                throw new IllegalStateException(
                        "parameters '%s' are %s, and were counted as %s".formatted(name, shape, constant.shape()));
            }
            return graph.constant(name, constant);
        }

        @Override
        public Value constant(Graph.Builder graph, String name, Shape shape, Consumer<MemorySegment> numbers) {
            return graph.constant(name, Constant.of(TensorType.F32, shape, numbers));
        }
    }
}
