// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.numpy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.mish4j.Shape;
import org.mish4j.TensorType;

/** Writes a tensor as a NumPy file of format version 1.0. */
public final class NumpyWriter {
    private static final int HEADER_ALIGNMENT = 64;
    private static final int BYTES_BEFORE_HEADER = 10;
    private static final long CHUNK_BYTES = 1 << 16;

    private NumpyWriter() {}

    /**
     * Writes a file.
     *
     * @param elements off-heap, of the type, in C order, as many as the shape has
     */
    public static void write(WritableByteChannel channel, TensorType type, Shape shape, MemorySegment elements)
            throws IOException {
        writeFully(channel, header(type, shape));
        long bytes = shape.elementCount() * type.byteSize();
        for (long start = 0; start < bytes; start += CHUNK_BYTES) {
            writeFully(
                    channel,
                    elements.asSlice(start, Math.min(CHUNK_BYTES, bytes - start))
                            .asByteBuffer());
        }
    }

    private static ByteBuffer header(TensorType type, Shape shape) {
        String dictionary = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }"
                .formatted(NumpyType.of(type).description(), tuple(shape.toArray()));
        int unpadded = BYTES_BEFORE_HEADER + dictionary.length() + 1;
        int padding = Math.floorMod(-unpadded, HEADER_ALIGNMENT);
        byte[] text = (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(BYTES_BEFORE_HEADER + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) text.length)
                .put(text)
                .flip();
    }

    private static String tuple(long[] dimensions) {
        return Arrays.stream(dimensions)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(", ", "(", dimensions.length == 1 ? ",)" : ")"));
    }

    private static void writeFully(WritableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
