// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bindings;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder into which native libraries are extracted, once for each set of contents: {@code ROOT/native/KEY/libmish4j.so}.
 * Any number of processes may extract at the same time: each writes a folder of its own and renames it, which is atomic;
 * those that come second find the first one's.
 */
final class LibraryCache {
    /** The system property that names the root of the cache. */
    static final String ROOT_PROPERTY = "mish4j.cache.path";

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
        String cacheHome = System.getenv("XDG_CACHE_HOME");
        Path caches = cacheHome == null || cacheHome.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(cacheHome);
        return new LibraryCache(caches.resolve("mish4j"));
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
        if (isComplete(target, bundle)) {
            return target;
        }
        try {
            Files.createDirectories(parent);
            Path fresh = Files.createTempDirectory(parent, "extracting-");
            try {
                for (LibraryBundle.Entry entry : bundle.entries()) {
                    extract(bundle, entry, fresh.resolve(entry.name()));
                }
                publish(fresh, target, bundle);
            } finally {
                deleteTree(fresh);
            }
            return target;
        } catch (IOException e) {
            throw new NativeLibraryException(
                    "the native libraries can't be extracted into %s: %s; -D%s names another folder"
                            .formatted(parent, describe(e), ROOT_PROPERTY),
                    e);
        }
    }

    private static boolean isComplete(Path folder, LibraryBundle bundle) {
        for (LibraryBundle.Entry entry : bundle.entries()) {
            try {
                if (Files.size(folder.resolve(entry.name())) != entry.size()) {
                    return false;
                }
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    private static void extract(LibraryBundle bundle, LibraryBundle.Entry entry, Path file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        try (InputStream in = bundle.open(entry);
                OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            in.transferTo(out);
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
                if (isComplete(target, bundle)) {
                    return;
                }
                if (attempt == 2) {
                    throw e;
                }
                Path aside = Files.createTempDirectory(target.getParent(), "incomplete-");
                if (Files.exists(target)) {
                    Files.move(target, aside, StandardCopyOption.ATOMIC_MOVE);
                }
                deleteTree(aside);
            }
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
