// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with {@code model.onnx} and folders {@code test_data_set_*}, each of which holds {@code input_*.pb} and
 * {@code output_*.pb}.
 *
 * @param name the folder's path below the one that was searched
 * @param folder the folder
 */
public record ConformanceTest(String name, Path folder) {
    private static final String MODEL = "model.onnx";

    /**
     * Returns the tests in a folder, at any depth, in the order of their names.
     *
     * @throws IOException if the folder can't be searched
     * @throws IllegalArgumentException if it holds no test
     */
    public static List<ConformanceTest> find(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException(
                    Files.exists(root)
                            ? "'%s' is not a folder".formatted(root)
                            : "folder '%s' does not exist".formatted(root));
        }
        try (Stream<Path> paths = Files.walk(root)) {
            List<ConformanceTest> tests = paths.filter(path -> Files.isRegularFile(path.resolve(MODEL)))
                    .map(path -> of(root, path))
                    .sorted(Comparator.comparing(ConformanceTest::name))
                    .toList();
            if (tests.isEmpty()) {
                throw new IllegalArgumentException("'%s' holds no test".formatted(root));
            }
            return tests;
        } catch (UncheckedIOException e) {
            throw new IOException("'%s' can't be searched: %s".formatted(root, e.getCause()), e);
        }
    }

    private static ConformanceTest of(Path root, Path folder) {
        Path below = folder.equals(root) ? folder.getFileName() : root.relativize(folder);
        return new ConformanceTest(String.valueOf(below), folder);
    }

    Path model() {
        return folder.resolve(MODEL);
    }

    /** Returns the folders of inputs and outputs. */
    List<Path> dataSets() throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> String.valueOf(path.getFileName()).startsWith("test_data_set_"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        }
    }
}
