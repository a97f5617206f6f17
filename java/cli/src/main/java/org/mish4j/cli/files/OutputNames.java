// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.files;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.mish4j.TensorInfo;

/** Names of files for outputs. */
public final class OutputNames {
    private static final int MAX_LENGTH = 200;

    private OutputNames() {}

    /** Returns a file in the folder for each output, by the outputs' names; no two files are the same. */
    public static Map<String, Path> choose(Path folder, List<TensorInfo> outputs) {
        Map<String, Path> files = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (TensorInfo output : outputs) {
            String fitting = fitting(output.name());
            String name = fitting;
            for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
                name = fitting + "-" + number;
            }
            files.put(output.name(), folder.resolve(name + ".npy"));
        }
        return files;
    }

    private static String fitting(String name) {
        String replaced = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[.]", "_");
        return replaced.substring(0, Math.min(replaced.length(), MAX_LENGTH));
    }
}
