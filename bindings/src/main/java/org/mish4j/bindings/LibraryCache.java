// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bindings;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder into which native libraries are extracted, once for each set of contents: {@code ROOT/native/KEY/libmish4j.so}.
 * One process extracts at a time, into a folder that it renames at the end, which is atomic; those that come second find the
 * first one's. Libraries that are not what the jar has, byte for byte, are extracted anew.
 */
final class LibraryCache {
    /** The system property that names the root of the cache. */
    static final String ROOT_PROPERTY = "mish4j.cache.path";

    private static final String FRESH = "extracting-";
    private static final String ASIDE = "incomplete-";

    /** How long another process may take to extract, before this one does so itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path root;

    LibraryCache(Path root) {
        this.root = root.toAbsolutePath();
    }

    /** The cache of the user: {@code -Dmish4j.cache.path}, or mish4j in $XDG_CACHE_HOME, or in ~/.cache. */
    static LibraryCache ofUser() {
        String configured = System.getProperty(ROOT_PROPERTY);
        if (configured != null) {
            return new LibraryCache(Path.of(configured));
        }
        return new LibraryCache(cachesOfUser(System.getenv("XDG_CACHE_HOME")).resolve("mish4j"));
    }

    /**
     * Returns the folder of all programs' caches, after the XDG Base Directory Specification, which has relative paths ignored.
     *
     * @param cacheHome the value of $XDG_CACHE_HOME; null if it is not set
     */
    static Path cachesOfUser(@Nullable String cacheHome) {
        boolean absolute = cacheHome != null && Path.of(cacheHome).isAbsolute();
        return absolute ? Path.of(cacheHome) : Path.of(System.getProperty("user.home"), ".cache");
    }

    /**
     * Extracts libraries, unless they are there.
     *
     * @return the folder that has them
     * @throws NativeLibraryException if the cache can't be written, or the jar is damaged
     */
    Path extract(LibraryBundle bundle) throws NativeLibraryException {
        Path parent = root.resolve("native");
        Path target = parent.resolve(bundle.key());
        if (new VerifiedFiles(target, bundle).areWhole()) {
            return target;
        }
        try {
            Files.createDirectories(parent);
            try (ExtractionLock lock = ExtractionLock.acquire(root.resolve("native.lock"), PATIENCE)) {
                if (lock.isHeld()) {
                    removeUnfinished(parent);
                }
                if (!new VerifiedFiles(target, bundle).areWhole()) {
                    extract(bundle, parent, target);
                }
            }
            return target;
        } catch (IOException e) {
            throw new NativeLibraryException(
                    "the native libraries can't be extracted into %s: %s; -D%s names another folder"
                            .formatted(parent, describe(e), ROOT_PROPERTY),
                    e);
        }
    }

    /** Removes what processes left that were ended while they extracted. */
    private static void removeUnfinished(Path parent) throws IOException {
        List<Path> unfinished;
        try (Stream<Path> folders = Files.list(parent)) {
            unfinished = folders.filter(LibraryCache::isUnfinished).toList();
        }
        for (Path folder : unfinished) {
            deleteTree(folder);
        }
    }

    private static boolean isUnfinished(Path folder) {
        String name = folder.getFileName().toString();
        return name.startsWith(FRESH) || name.startsWith(ASIDE);
    }

    private static void extract(LibraryBundle bundle, Path parent, Path target) throws IOException {
        // With the permissions that the user gives to new folders, so that a cache can be shared
        Path fresh = Files.createDirectory(parent.resolve(FRESH + UUID.randomUUID()));
        try {
            for (LibraryBundle.Entry entry : bundle.entries()) {
                extract(bundle, entry, fresh.resolve(entry.name()));
            }
            synchronize(fresh);
            publish(fresh, target, bundle);
            synchronize(parent);
        } finally {
            deleteTree(fresh);
        }
    }

    private static void extract(LibraryBundle bundle, LibraryBundle.Entry entry, Path file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        try (InputStream in = bundle.open(entry);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
            in.transferTo(out);
            channel.force(true);
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(entry.sha256())) {
            throw new IOException("%s in the jar is damaged: its SHA-256 is %s, expected %s"
                    .formatted(entry.name(), found, entry.sha256()));
        }
    }

    private static void publish(Path fresh, Path target, LibraryBundle bundle) throws IOException {
        for (int attempt = 0; ; attempt++) {
            try {
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (FileSystemException e) {
                // Another process was first, or an incomplete folder is in the way: processes that use that one keep
                // its files.
                if (new VerifiedFiles(target, bundle).areWhole()) {
                    return;
                }
                if (attempt == 2) {
                    throw e;
                }
                moveAside(target);
            }
        }
    }

    private static void moveAside(Path target) throws IOException {
        Path aside = target.resolveSibling(ASIDE + UUID.randomUUID());
        try {
            Files.move(target, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException _) {
            // Another process did so.
            return;
        }
        deleteTree(aside);
    }

    /** Makes sure that a folder's entries outlast a power cut, where the system lets folders be opened. */
    private static void synchronize(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // What a power cut damages is found when it is next asked for.
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    private static String describe(IOException e) {
        return e instanceof FileSystemException && e.getMessage() != null
                ? e.getClass().getSimpleName() + " " + e.getMessage()
                : String.valueOf(e.getMessage());
    }
}
