// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Loads libmish4j. The generated bindings look functions up in the libraries that this class's loader has loaded, and a
 * function that was looked up in vain stays unusable: so nothing may call them before {@link #load} has returned.
 *
 * <p>The library comes from the folder that {@code -Dmish4j.library.path} names, or else from the jar for this platform,
 * whose libraries are extracted once into a cache, {@link LibraryCache}.
 */
public final class NativeLibrary {
    /** The system property that names a folder with the native libraries. */
    public static final String PATH_PROPERTY = "mish4j.library.path";

    private NativeLibrary() {}

    /**
     * Loads the library, and checks that it is of the version that the bindings were generated for.
     *
     * @throws NativeLibraryException if there is none for this platform, or it can't be loaded
     */
    public static void load() throws NativeLibraryException {
        Path library = locate();
        try {
            System.load(library.toString());
        } catch (UnsatisfiedLinkError | IllegalCallerException e) {
            throw new NativeLibraryException("%s can't be loaded: %s".formatted(library, e.getMessage()), e);
        }
        checkAbiVersion(library);
    }

    private static Path locate() throws NativeLibraryException {
        String fileName = System.mapLibraryName("mish4j");
        String folder = System.getProperty(PATH_PROPERTY);
        if (folder == null) {
            LibraryBundle bundle = LibraryBundle.find(Platform.current());
            return LibraryCache.ofUser().extract(bundle).resolve(fileName);
        }
        Path library = Path.of(folder).toAbsolutePath().resolve(fileName);
        if (!Files.isRegularFile(library)) {
            throw new NativeLibraryException(
                    "-D%s names %s, which has no %s".formatted(PATH_PROPERTY, folder, fileName));
        }
        return library;
    }

    private static void checkAbiVersion(Path library) throws NativeLibraryException {
        int found;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment version = arena.allocate(ValueLayout.JAVA_INT);
            mish4j_h.mish4j_get_abi_version(version);
            found = version.get(ValueLayout.JAVA_INT, 0);
        } catch (LinkageError e) {
            throw new NativeLibraryException("%s is not a mish4j library".formatted(library), e);
        }
        if (found != mish4j_h.MISH4J_ABI_VERSION()) {
            throw new NativeLibraryException(
                    "%s has ABI version %d, expected %d".formatted(library, found, mish4j_h.MISH4J_ABI_VERSION()));
        }
    }
}
