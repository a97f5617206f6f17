// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Folders of test data that are too large for the repository: beside it, or where a system property says. */
final class SharedFiles {
    private SharedFiles() {}

    /**
     * Returns a folder; the test that asks for it is skipped where it is missing.
     *
     * @param property the system property that names it
     * @param relative where else it is looked for, from the working directory and from each folder above it
     */
    static Path folder(String property, String relative) {
        Path folder = find(property, relative);
        assumeThat(folder)
                .as("%s is not beside the repository, and -D%s=DIR does not name it", relative, property)
                .isNotNull();
        return folder == null ? Path.of("") : folder;
    }

    private static @Nullable Path find(String property, String relative) {
        String given = System.getProperty(property);
        if (given != null) {
            return Path.of(given);
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path place = start; place != null; place = place.getParent()) {
            Path folder = place.resolve(relative);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        return null;
    }
}
