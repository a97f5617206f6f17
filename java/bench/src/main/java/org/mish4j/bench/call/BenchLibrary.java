// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.call;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.mish4j.bench.UnavailableException;

/** Loads the native functions of the benchmarks, which are built beside them and packed into their jar. */
final class BenchLibrary {
    private static final String NAME = System.mapLibraryName("mish4j_bench");

    private BenchLibrary() {}

    private static final class Holder {
        private static final SymbolLookup LOOKUP = load();

        @SuppressWarnings("restricted") // the library is ours
        private static SymbolLookup load() {
            try (InputStream resource = BenchLibrary.class.getResourceAsStream("/META-INF/mish4j-bench/" + NAME)) {
                if (resource == null) {
                    throw new UnavailableException("%s was not built for this platform".formatted(NAME));
                }
                Path file = Files.createTempFile("mish4j-bench", NAME);
                try {
                    Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
                    System.load(file.toString());
                } finally {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("%s can't be extracted: %s".formatted(NAME, e.getMessage()), e);
            }
            return SymbolLookup.loaderLookup();
        }
    }

    /**
     * Loads the library, when it is first called.
     *
     * @throws UnavailableException if there is none for this platform
     */
    static void load() {
        symbol("mish4j_bench_empty");
    }

    /** Returns the address of a function of the library. */
    static MemorySegment symbol(String name) {
        return Holder.LOOKUP.findOrThrow(name);
    }
}
