// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bindings;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The native libraries of a platform, in the jar {@code mish4j-native-PLATFORM.jar}: files in the folder
 * {@code META-INF/mish4j/PLATFORM}, and {@code libraries.txt} there, with a line {@code SHA256 SIZE NAME} for each of them.
 */
final class LibraryBundle {
    private static final String MANIFEST = "libraries.txt";

    private final Source source;
    private final String folder;
    private final byte[] manifest;
    private final List<Entry> entries;

    private LibraryBundle(Source source, String folder, byte[] manifest, List<Entry> entries) {
        this.source = source;
        this.folder = folder;
        this.manifest = manifest;
        this.entries = entries;
    }

    /** A library: the lower-case hexadecimal SHA-256 of its bytes, their number, and the file's name. */
    record Entry(String sha256, long size, String name) {}

    /** Where resources come from: null if there is none of that path. */
    interface Source {
        Optional<InputStream> open(String path) throws IOException;
    }

    /**
     * Finds the libraries of a platform.
     *
     * @throws NativeLibraryException if there are none
     */
    static LibraryBundle find(Platform platform) throws NativeLibraryException {
        List<Source> sources = List.of(LibraryBundle::openByClassLoader, path -> openByModulePath(platform, path));
        for (Source source : sources) {
            Optional<LibraryBundle> bundle = read(source, platform);
            if (bundle.isPresent()) {
                return bundle.get();
            }
        }
        throw new NativeLibraryException(
                "there are no native libraries for %s on the class path or the module path: add mish4j-native-%s.jar, or name a folder that has them with -D%s"
                        .formatted(platform.name(), platform.name(), NativeLibrary.PATH_PROPERTY));
    }

    /** Reads the manifest of a platform's libraries; empty if a source has none. */
    static Optional<LibraryBundle> read(Source source, Platform platform) throws NativeLibraryException {
        String folder = "META-INF/mish4j/" + platform.name() + "/";
        try {
            Optional<InputStream> stream = source.open(folder + MANIFEST);
            if (stream.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream in = stream.get()) {
                byte[] manifest = in.readAllBytes();
                return Optional.of(new LibraryBundle(source, folder, manifest, parse(folder, manifest)));
            }
        } catch (IOException e) {
            throw new NativeLibraryException("%s%s can't be read: %s".formatted(folder, MANIFEST, e.getMessage()), e);
        }
    }

    private static List<Entry> parse(String folder, byte[] manifest) throws NativeLibraryException {
        List<Entry> entries = new ArrayList<>();
        for (String line : new String(manifest, StandardCharsets.UTF_8).lines().toList()) {
            String[] fields = line.split(" ");
            if (fields.length != 3
                    || !fields[0].matches("[0-9a-f]{64}")
                    || !fields[1].matches("[0-9]{1,18}")
                    || !fields[2].matches("[A-Za-z0-9_][A-Za-z0-9_.+-]*")) {
                throw new NativeLibraryException(
                        "%s%s has a line '%s', expected 'SHA256 SIZE NAME'".formatted(folder, MANIFEST, line));
            }
            entries.add(new Entry(fields[0], Long.parseLong(fields[1]), fields[2]));
        }
        return entries;
    }

    /** Returns the libraries, those that others need first. */
    List<Entry> entries() {
        return entries;
    }

    /** Returns a name for exactly these libraries: a hash of all of their contents. */
    String key() {
        return HexFormat.of().formatHex(Sha256.newDigest().digest(manifest));
    }

    /** Opens a library. */
    InputStream open(Entry entry) throws IOException {
        return source.open(folder + entry.name())
                .orElseThrow(() -> new IOException("%s is not in the jar".formatted(folder + entry.name())));
    }

    private static Optional<InputStream> openByClassLoader(String path) {
        ClassLoader loader = LibraryBundle.class.getClassLoader();
        return Optional.ofNullable(
                loader == null ? ClassLoader.getSystemResourceAsStream(path) : loader.getResourceAsStream(path));
    }

    /** On the module path, the native jar is a module that nothing requires, so that no class loader knows it. */
    private static Optional<InputStream> openByModulePath(Platform platform, String path) throws IOException {
        String modulePath = System.getProperty("jdk.module.path");
        if (modulePath == null) {
            return Optional.empty();
        }
        Path[] folders = Arrays.stream(modulePath.split(File.pathSeparator))
                .filter(element -> !element.isEmpty())
                .map(Path::of)
                .toArray(Path[]::new);
        String moduleName = "org.mish4j.natives." + platform.name().replace('-', '_');
        try (ModuleReader reader = ModuleFinder.of(folders)
                .find(moduleName)
                .orElseThrow(() -> new FindException(moduleName))
                .open()) {
            Optional<InputStream> stream = reader.open(path);
            if (stream.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream in = stream.get()) {
                // The reader closes its jar, and with it the stream.
                return Optional.of(new ByteArrayInputStream(in.readAllBytes()));
            }
        } catch (FindException e) {
            return Optional.empty();
        }
    }
}
