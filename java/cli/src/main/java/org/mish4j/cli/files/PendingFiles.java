// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Files that are written under other names first, and get their own when all of them are whole. */
public final class PendingFiles implements AutoCloseable {
    private final Map<Path, Path> targets = new LinkedHashMap<>();

    /** Writes what is in a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes to the file's channel, which the caller closes. */
        void writeTo(FileChannel channel) throws IOException;
    }

    /**
     * Checks that files can be made in a folder, which need not be there yet.
     *
     * @throws IOException if not; the text names the folder
     */
    public static void requireFolder(Path folder) throws IOException {
        Path existing = folder.toAbsolutePath().normalize();
        while (!Files.exists(existing)) {
            existing = Objects.requireNonNull(existing.getParent(), "the root folder exists");
        }
        if (!Files.isDirectory(existing)) {
            throw new IOException("'%s' can't be an output folder: '%s' is a file".formatted(folder, existing));
        }
        if (!Files.isWritable(existing)) {
            throw new IOException("'%s' can't be an output folder: '%s' can't be written".formatted(folder, existing));
        }
    }

    /**
     * Checks that a file can be made.
     *
     * @throws IOException if not; the text names the file
     */
    public static void requireFile(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("'%s' can't be written: it is a folder".formatted(file));
        }
        requireFolder(folderOf(file));
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    /** Writes a file under another name, in its own folder, which is made where it is missing. */
    public void write(Path file, Content content) throws IOException {
        requireFile(file);
        try {
            Path folder = Files.createDirectories(folderOf(file));
            Path pending = folder.resolve(".mish4j-" + UUID.randomUUID() + ".tmp");
            targets.put(pending, file);
            try (FileChannel channel =
                    FileChannel.open(pending, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
            }
        } catch (IOException e) {
            throw new IOException("'%s' can't be written: %s".formatted(file, reason(e)), e);
        }
    }

    /** Gives all files their names. Those that were there under these names are replaced. */
    public void commit() throws IOException {
        for (Map.Entry<Path, Path> entry : targets.entrySet()) {
            try {
                Files.move(entry.getKey(), entry.getValue(), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new IOException("'%s' can't be written: %s".formatted(entry.getValue(), reason(e)), e);
            }
        }
        targets.clear();
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission is denied";
            case FileSystemException file when file.getReason() != null -> file.getReason();
            case FileSystemException file -> "'%s' can't be made".formatted(file.getFile());
            default -> String.valueOf(e.getMessage());
        };
    }

    /** Deletes what was not committed. */
    @Override
    public void close() throws IOException {
        for (Path pending : targets.keySet()) {
            Files.deleteIfExists(pending);
        }
    }
}
