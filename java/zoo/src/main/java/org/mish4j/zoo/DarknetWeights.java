// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.mish4j.ModelFormatException;

/**
 * The parameters in a Darknet .weights file: a header of three 32-bit integers (major, minor and revision) and the number
 * of images seen, which has 64 bits from version 0.2 on and 32 before; then 32-bit floats, all little-endian. Must be
 * closed.
 */
public final class DarknetWeights implements WeightSource, AutoCloseable {
    private static final int VERSION_BYTES = 3 * Integer.BYTES;
    private static final int MAX_VERSION = 1000;
    private static final long CHUNK_BYTES = 1 << 24;
    private static final ValueLayout.OfInt LITTLE_ENDIAN =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path path;
    private final FileChannel channel;
    private final long headerBytes;
    private final long fileBytes;

    private DarknetWeights(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.fileBytes = channel.size();
        long counterBytes = hasLongCounter() ? Long.BYTES : Integer.BYTES;
        this.headerBytes = VERSION_BYTES + counterBytes;
    }

    /**
     * Opens a file.
     *
     * @throws ModelFormatException if it is too short for the header
     * @throws IOException if it can't be read
     */
    public static DarknetWeights open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new DarknetWeights(path, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private boolean hasLongCounter() throws IOException {
        if (fileBytes < VERSION_BYTES) {
            throw new ModelFormatException(
                    "%s: has %d bytes, expected a Darknet weights file with a header of %d or more"
                            .formatted(path, fileBytes, VERSION_BYTES + Integer.BYTES));
        }
        ByteBuffer version = ByteBuffer.allocate(VERSION_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        readFully(version, 0);
        int major = version.getInt(0);
        int minor = version.getInt(Integer.BYTES);
        return 10L * major + minor >= 2 && major < MAX_VERSION && minor < MAX_VERSION;
    }

    /** Reads a block. One that the file is too short for is left as it is: {@link #finish} tells then what is missing. */
    @Override
    public void read(Block block, MemorySegment target) {
        long begin = headerBytes + block.position() * Float.BYTES;
        if (target.byteSize() > fileBytes - begin) {
            return;
        }
        try {
            for (long done = 0; done < target.byteSize(); done += CHUNK_BYTES) {
                MemorySegment chunk = target.asSlice(done, Math.min(CHUNK_BYTES, target.byteSize() - done));
                readFully(chunk.asByteBuffer(), begin + done);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s: %s".formatted(path, e.getMessage()), e);
        }
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            for (long index = 0; index < block.count(); index++) {
                int bits = target.get(LITTLE_ENDIAN, index * Integer.BYTES);
                target.setAtIndex(ValueLayout.JAVA_INT, index, bits);
            }
        }
    }

    private void readFully(ByteBuffer buffer, long position) throws IOException {
        long next = position;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, next);
            if (count < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
            next += count;
        }
    }

    @Override
    public void finish(String network, long total) {
        long expected = headerBytes + total * Float.BYTES;
        if (fileBytes != expected) {
            throw new ModelFormatException("%s: has %d bytes, expected %d for the %d parameters of '%s'"
                    .formatted(path, fileBytes, expected, total, network));
        }
    }

    /** Closes the file. Does nothing when that was done. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
