// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.cli.CommandResult;
import org.mish4j.cli.OnnxFiles;
import org.mish4j.cli.OnnxFiles.Port;

/** The option --json, which has one form in every command that has it. */
class JsonOptionTest {
    @TempDir
    Path folder;

    /** Returns a command's line, and its model after the last of the options, where it takes one. */
    private List<Object> line(String command, Object... options) throws IOException {
        List<Object> line = new ArrayList<>(List.of(command));
        if (command.equals("bench")) {
            line.addAll(List.of("--iterations", 1, "--warmup", 0));
        }
        if (!command.equals("info")) {
            line.addAll(List.of("--device", "java-reference"));
        }
        line.addAll(List.of(options));
        if (!command.equals("info")) {
            line.add(OnnxFiles.model(
                    folder.resolve("relu.onnx"),
                    "Relu",
                    List.of(new Port("x", OnnxFiles.FLOAT, 2, 3)),
                    List.of(new Port("y", OnnxFiles.FLOAT, 2, 3))));
        }
        return line;
    }

    private CommandResult run(String command, Object... options) throws IOException {
        return CommandResult.of(line(command, options).toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"info", "inspect", "bench"})
    void printsJsonAndNothingElse(String command) throws IOException {
        CommandResult result = run(command, "--json");
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("{").endsWith("}" + System.lineSeparator());
        assertThat(run(command, "--json=-").out()).startsWith("{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"info", "inspect", "bench"})
    void writesAFileBesideTheText(String command) throws IOException {
        Path file = folder.resolve("made/result");
        CommandResult result = run(command, "--json=" + file);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out()).isNotEmpty().doesNotContain("{");
        assertThat(Files.readString(file)).startsWith("{").endsWith("}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"info", "inspect", "bench"})
    void aFileThatIsNotJoinedIsWrongUsage(String command) throws IOException {
        for (String file : List.of("result.json", "-")) {
            CommandResult result = run(command, "--json", file);
            assertThat(result.err())
                    .isEqualTo(
                            "mish4j: Option '--json' takes its file after an equals sign, --json=FILE, and prints to the "
                                    + "standard output without one, but is followed by '%s' (see mish4j %s --help)%n"
                                            .formatted(file, command));
            assertThat(result.out()).isEmpty();
            assertThat(result.status()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"info", "inspect", "bench"})
    void aFileThatCannotBeMadeIsAFailureBeforeAnythingIsPrinted(String command) throws IOException {
        CommandResult result = run(command, "--json=" + folder);
        assertThat(result.err()).isEqualTo("mish4j: '%s' can't be written: it is a folder%n".formatted(folder));
        assertThat(result.out()).isEmpty();
        assertThat(result.status()).isEqualTo(1);
    }
}
