// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.numpy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.mish4j.Shape;
import org.mish4j.TensorType;

/**
 * Reads a NumPy file, first its header, then its elements. The format is described in numpy/lib/format.py (NEP 1): a magic
 * string, two bytes of version, the header's length in 2 (version 1) or 4 bytes, the header, the elements without gaps.
 */
public final class NumpyReader implements AutoCloseable {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_HEADER_BYTES = 1 << 16;
    private static final int CHUNK_BYTES = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final NumpyHeader header;

    private NumpyReader(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.header = readHeader();
        requireSize();
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws NumpyFormatException if it is no NumPy file, if it is damaged, or if its type or shape is not read here
     * @throws IOException if it can't be read
     */
    public static NumpyReader open(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new NumpyFormatException("'%s' is not a file".formatted(file));
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new NumpyReader(file, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Returns the header. */
    public NumpyHeader header() {
        return header;
    }

    /**
     * Reads the elements in C order, each as it is where the types are the same, and else as
     * {@link org.mish4j.cli.elements.ElementWriter} converts it. May be called once.
     *
     * @param type of the destination's elements
     * @param destination room for as many elements as the header's shape has
     * @throws IOException if they can't be read
     */
    public void read(TensorType type, MemorySegment destination) throws IOException {
        int byteSize = header.type().byteSize();
        boolean isCopied = header.type().is(type) && !header.fortranOrder();
        ElementOrder order = new ElementOrder(header.shape(), header.fortranOrder());
        ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        MemorySegment chunk = MemorySegment.ofBuffer(buffer);
        long count = header.shape().elementCount();
        for (long start = 0; start < count; start += CHUNK_BYTES / byteSize) {
            int inChunk = (int) Math.min(count - start, CHUNK_BYTES / byteSize);
            fill(buffer.clear().limit(inChunk * byteSize));
            if (header.order() == ByteOrder.BIG_ENDIAN) {
                reverseElements(buffer, byteSize);
            }
            if (isCopied) {
                MemorySegment.copy(chunk, 0, destination, start * byteSize, (long) inChunk * byteSize);
            } else {
                for (int index = 0; index < inChunk; index++) {
                    header.type().copy(chunk, index, type, destination, order.next());
                }
            }
        }
    }

    private static void reverseElements(ByteBuffer buffer, int byteSize) {
        for (int position = 0; position < buffer.limit(); position += byteSize) {
            switch (byteSize) {
                case Short.BYTES -> buffer.putShort(position, Short.reverseBytes(buffer.getShort(position)));
                case Integer.BYTES -> buffer.putInt(position, Integer.reverseBytes(buffer.getInt(position)));
                case Long.BYTES -> buffer.putLong(position, Long.reverseBytes(buffer.getLong(position)));
                default -> {}
            }
        }
    }

    private NumpyHeader readHeader() throws IOException {
        byte[] start = bytes(MAGIC.length + 2);
        if (!Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new NumpyFormatException("'%s' is not a NumPy file".formatted(file));
        }
        int version = start[MAGIC.length];
        if (version < 1 || version > 3) {
            throw new NumpyFormatException(
                    "'%s' is of the NumPy format's version %d, expected 1 to 3".formatted(file, version));
        }
        ByteBuffer number = ByteBuffer.wrap(bytes(version == 1 ? 2 : 4)).order(ByteOrder.LITTLE_ENDIAN);
        long length = version == 1 ? Short.toUnsignedLong(number.getShort()) : Integer.toUnsignedLong(number.getInt());
        if (length > MAX_HEADER_BYTES) {
            throw new NumpyFormatException(
                    "'%s' has a header of %d bytes, expected at most %d".formatted(file, length, MAX_HEADER_BYTES));
        }
        String text =
                new String(bytes((int) length), version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        try {
            return NumpyHeader.parse(text);
        } catch (IllegalArgumentException e) {
            throw new NumpyFormatException("'%s' can't be read: %s".formatted(file, e.getMessage()));
        }
    }

    private void requireSize() throws IOException {
        Shape shape = header.shape();
        long expected = shape.elementCount() * header.type().byteSize();
        long found = channel.size() - channel.position();
        if (found != expected) {
            throw new NumpyFormatException("'%s' has %d bytes of elements, expected %d for %s of type %s"
                    .formatted(file, found, expected, shape, header.type().description()));
        }
    }

    private byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        fill(ByteBuffer.wrap(bytes));
        return bytes;
    }

    private void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new NumpyFormatException("'%s' is truncated".formatted(file));
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
