// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is packed runs as modules, with native access for one of them, and finds its libraries in the native jar. */
class ModulePathIT {
    private static final Path APP = Path.of(System.getProperty("app.directory"));

    @TempDir
    Path folder;

    @Test
    void severalProcessesAtOnceExtractTheLibrariesOnce() throws Exception {
        Path cache = folder.resolve("cache");
        List<Process> processes = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            processes.add(start(number, "-Dmish4j.cache.path=" + cache, "info", "--json"));
        }

        for (int number = 0; number < processes.size(); number++) {
            assertThat(processes.get(number).waitFor()).as(read(number, "err")).isZero();
            assertThat(read(number, "err")).isEmpty();
            assertThat(read(number, "out")).contains("\"name\": \"java-reference\"");
            if (hasNativeJar()) {
                assertThat(read(number, "out")).contains("\"library\": \"" + cache);
            }
        }
        if (hasNativeJar()) {
            try (Stream<Path> folders = Files.list(cache.resolve("native"))) {
                assertThat(folders).hasSize(1);
            }
        }
    }

    @Test
    void aDeviceThatCannotBeLoadedIsGivenWithItsReason() throws Exception {
        Process process = start(0, "-Dmish4j.library.path=" + folder, "info");

        assertThat(process.waitFor()).isZero();
        assertThat(read(0, "out")).contains("-Dmish4j.library.path names " + folder + ", which has no libmish4j");
    }

    @Test
    void picturesAreWritten() throws Exception {
        Path pixels = folder.resolve("landscape.png");
        Path lines = folder.resolve("mish.svg");

        Process landscape = start(
                0,
                "-Dmish4j.cache.path=" + folder.resolve("cache"),
                "plot",
                "landscape",
                "--size",
                "32",
                "--output",
                pixels.toString());
        assertThat(landscape.waitFor()).as(read(0, "err")).isZero();
        Process mish = start(1, "-Dmish4j.trace=false", "plot", "mish", "--output", lines.toString());
        assertThat(mish.waitFor()).as(read(1, "err")).isZero();

        assertThat(pixels).content(StandardCharsets.ISO_8859_1).startsWith("\u0089PNG");
        assertThat(lines).content(StandardCharsets.UTF_8).startsWith("<?xml").endsWith("</svg>\n");
    }

    @Test
    void withoutTheVectorApiJavaVectorSaysWhichFlagIsMissing() throws Exception {
        Process process = startDemoOnJavaVector(0, "-Dmish4j.trace=false");

        assertThat(process.waitFor()).as(read(0, "err")).isZero();
        assertThat(read(0, "err")
                        .lines()
                        .filter(line -> line.endsWith("start Java with --add-modules jdk.incubator.vector")))
                .hasSize(1);
        assertThat(read(0, "out")).contains("359");
    }

    @Test
    void withTheVectorApiJavaVectorUsesIt() throws Exception {
        Process process = startDemoOnJavaVector(0, "--add-modules=jdk.incubator.vector");

        assertThat(process.waitFor()).as(read(0, "err")).isZero();
        assertThat(read(0, "err")).doesNotContain("scalar");
        assertThat(read(0, "out")).contains("Vector API", "359");
    }

    private Process startDemoOnJavaVector(int number, String option) throws IOException {
        return start(
                number,
                option,
                "demo",
                "--device",
                "java-vector",
                "--passes",
                "1",
                "--output",
                folder.resolve("demo.png").toString());
    }

    private static boolean hasNativeJar() {
        return Files.exists(APP.resolve("mish4j-native-linux-x86_64.jar"));
    }

    private Process start(int number, String option, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                APP.toString(),
                "--enable-native-access=org.mish4j.bindings",
                option,
                "--module",
                "org.mish4j.cli/org.mish4j.cli.Main"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectOutput(file(number, "out"))
                .redirectError(file(number, "err"))
                .start();
    }

    private String read(int number, String stream) throws IOException {
        return Files.readString(file(number, stream).toPath(), StandardCharsets.UTF_8);
    }

    private File file(int number, String stream) {
        return folder.resolve(number + "." + stream).toFile();
    }
}
