// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.mish4j.MishException;
import org.mish4j.ModelFormatException;

/** Maps files into memory, with errors that name the file. */
public final class MappedFiles {
    private MappedFiles() {}

    /**
     * Returns the content of a file that is not empty, read-only.
     *
     * @param arena what unmaps it
     * @throws ModelFormatException if it is a directory or empty
     * @throws UncheckedIOException if it can't be read
     * @throws MishException of the status OUT_OF_MEMORY if there is no room for it
     */
    public static MemorySegment map(Path file, Arena arena) {
        if (Files.isDirectory(file)) {
            throw new ModelFormatException("%s: is a directory, expected a file".formatted(file));
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size == 0) {
                throw new ModelFormatException("%s: is empty".formatted(file));
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("%s: no such file".formatted(file), e);
        } catch (AccessDeniedException e) {
            throw new UncheckedIOException("%s: may not be read".formatted(file), e);
        } catch (IOException e) {
            if (e.getCause() instanceof OutOfMemoryError) {
                throw outOfMemory("%s: is larger than the memory that is left to map it".formatted(file), e);
            }
            throw new UncheckedIOException("%s: can't be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /**
     * Has something done that reads mapped files and makes constants of what they hold.
     *
     * @param file the model's file, for errors
     * @throws ModelFormatException if a mapped file became shorter meanwhile
     * @throws MishException of the status OUT_OF_MEMORY if the memory does not suffice
     */
    public static <T> T reading(Path file, Supplier<T> action) {
        try {
            return action.get();
        } catch (InternalError e) {
            // What the JDK throws when a mapped file becomes shorter than it was when it was mapped.
            throw new ModelFormatException("%s: was changed while it was read".formatted(file), e);
        } catch (OutOfMemoryError e) {
            throw outOfMemory("%s: its constants need more memory than there is".formatted(file), e);
        }
    }

    private static MishException outOfMemory(String message, Throwable cause) {
        MishException exception = new MishException(MishException.Status.OUT_OF_MEMORY, message);
        exception.initCause(cause);
        return exception;
    }
}
