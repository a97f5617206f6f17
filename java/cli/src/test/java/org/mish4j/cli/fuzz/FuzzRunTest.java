// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What worker processes print, and how they end, becomes a report. */
class FuzzRunTest {
    private static final int ABORTED = 134;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final List<List<String>> commands = new ArrayList<>();

    private boolean run(CommandRunner runner, long seed, long count) throws IOException {
        FuzzRun run = new FuzzRun(
                List.of(new InstructionSet(InstructionSet.NATIVE)),
                _ -> (arguments, reader) -> {
                    commands.add(arguments);
                    return runner.run(arguments, reader);
                },
                List.of("cpu"),
                new FailureFolder(folder),
                new PrintWriter(out, true),
                Duration.ofMinutes(5));
        return run.run(seed, count, folder.toString());
    }

    @Test
    void countsGraphsAndComparisons() throws IOException {
        boolean passed = run(
                (_, reader) -> {
                    reader.read("running 7 0 --device cpu");
                    reader.read("running 7 1 --device cpu --precision bf16");
                    reader.read("done 7");
                    reader.read("running 8 0 --device cpu");
                    reader.read("done 8");
                    return 0;
                },
                7,
                2);
        assertThat(passed).isTrue();
        assertThat(out.toString().lines()).containsExactly("2 graphs under native, 3 comparisons, 0 failures");
        assertThat(commands)
                .singleElement()
                .satisfies(arguments -> assertThat(arguments)
                        .contains("fuzz-worker", "--device=cpu", "--first=7", "--count=2", "--setting=0"));
    }

    @Test
    void passesFailuresOn() throws IOException {
        boolean passed = run(
                (_, reader) -> {
                    reader.read("running 7 0 --device cpu");
                    reader.read("failure seed 7 --device cpu: WRONG");
                    reader.read("done 7");
                    return 0;
                },
                7,
                1);
        assertThat(passed).isFalse();
        assertThat(out.toString().lines())
                .containsExactly(
                        "seed 7 --device cpu: WRONG, on native", "1 graphs under native, 1 comparisons, 1 failures");
    }

    @Test
    void aCrashIsShrunkAndTheNextSettingFollows() throws IOException {
        boolean passed = run(
                (arguments, reader) -> {
                    if (arguments.stream().anyMatch(argument -> argument.startsWith("--path="))) {
                        return ABORTED;
                    }
                    reader.read("running 7 %d --device cpu --threads 1".formatted(commands.size() == 1 ? 2 : 3));
                    if (commands.size() == 1) {
                        return ABORTED;
                    }
                    reader.read("done 7");
                    return 0;
                },
                7,
                1);
        assertThat(passed).isFalse();
        assertThat(out.toString())
                .startsWith("seed 7 --device cpu --threads 1: CRASH of [")
                .contains("the process ended with status 134, on native");
        assertThat(commands.getLast()).contains("--first=7", "--setting=3");
        Path failure = folder.resolve("7-cpu-crash");
        assertThat(failure.resolve("model.onnx")).isNotEmptyFile();
        assertThat(Files.readString(failure.resolve("failure.txt"))).contains("status 134");
    }

    @Test
    void aWorkerThatCannotStartIsAnError() {
        assertThatThrownBy(() -> run(
                        (_, reader) -> {
                            reader.read("mish4j: no such device");
                            return 1;
                        },
                        7,
                        1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended with status 1: mish4j: no such device");
    }

    @Test
    void namesInstructionSets() {
        assertThat(InstructionSet.includedIn("avx512_core_bf16").stream().map(InstructionSet::name))
                .containsExactly("native", "AVX512_CORE", "AVX2", "SSE41");
        assertThat(InstructionSet.includedIn("avx2").stream().map(InstructionSet::name))
                .containsExactly("native", "SSE41");
        assertThat(InstructionSet.includedIn("").stream().map(InstructionSet::name))
                .containsExactly("native");
        assertThatThrownBy(() -> new InstructionSet("AVX3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no instruction set 'AVX3', expected native or one of [SSE41, AVX2,");
    }
}
