// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bindings;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets one process at a time extract into a folder, so that what others left there unfinished is nobody's any more. It ends
 * with the process that has it. Where files can't be locked, or whoever has it does not end, it is done without: those who
 * extract at the same time then do so in folders of their own.
 */
final class ExtractionLock implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final @Nullable FileChannel channel;

    private ExtractionLock(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits until this process has the lock.
     *
     * @param file made where it is missing
     * @param patience how long to wait at most
     */
    static ExtractionLock acquire(Path file, Duration patience) {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            return new ExtractionLock(null);
        }
        boolean locked = false;
        try {
            locked = await(channel, System.nanoTime() + patience.toNanos());
        } catch (IOException _) {
            // The file system has no locks.
        } finally {
            if (!locked) {
                closeQuietly(channel);
            }
        }
        return new ExtractionLock(locked ? channel : null);
    }

    private static boolean await(FileChannel channel, long deadline) throws IOException {
        boolean interrupted = false;
        try {
            while (!isLocked(channel)) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                try {
                    Thread.sleep(POLL);
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            // Another thread of this process has it.
            return false;
        }
    }

    /** Tells whether this process has the lock, and nobody else extracts. */
    boolean isHeld() {
        return channel != null;
    }

    @Override
    public void close() {
        if (channel != null) {
            closeQuietly(channel);
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // Nothing was written, and the lock is gone.
        }
    }
}
