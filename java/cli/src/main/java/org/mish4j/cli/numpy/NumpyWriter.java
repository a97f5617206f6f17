// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.numpy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.mish4j.Shape;

/** Writes an array of floats as a NumPy file of format version 1.0. */
public final class NumpyWriter {
    private static final int HEADER_ALIGNMENT = 64;
    private static final int BYTES_BEFORE_HEADER = 10;
    private static final int CHUNK_ELEMENTS = 1 << 14;

    private NumpyWriter() {}

    /**
     * Writes a file.
     *
     * @param floats native-endian floats in C order, as many as the shape has elements
     */
    public static void write(WritableByteChannel channel, Shape shape, MemorySegment floats) throws IOException {
        writeFully(channel, header(shape));
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(CHUNK_ELEMENTS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long count = shape.elementCount();
        for (long start = 0; start < count; start += CHUNK_ELEMENTS) {
            buffer.clear();
            for (long index = start; index < Math.min(count, start + CHUNK_ELEMENTS); index++) {
                buffer.putFloat(floats.getAtIndex(ValueLayout.JAVA_FLOAT, index));
            }
            writeFully(channel, buffer.flip());
        }
    }

    private static ByteBuffer header(Shape shape) {
        String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': %s, }".formatted(tuple(shape.toArray()));
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
