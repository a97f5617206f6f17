// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteRunnerTest {
    private static final Trial EMPTY_CALL = trial("call.EmptyCall.java", Map.of());
    private static final Trial UNAVAILABLE = trial("call.RunCall.inferRequest", Map.of("device", "sundial"));
    private static final Trial FAILING = trial("mish.MishFunction.run", Map.of("candidate", "nobody", "elements", "3"));

    @BeforeAll
    static void allowOtherProcessesOfJmh() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    private static Trial trial(String benchmark, Map<String, String> parameters) {
        return new Trial("org.mish4j.bench." + benchmark, new TreeMap<>(parameters));
    }

    @Test
    void runsForksInRoundsAndReportsWhatHasNoResult(@TempDir Path folder) throws IOException {
        Schedule schedule = new Schedule(2, 0, Duration.ofMillis(1), 3, Duration.ofMillis(1), Map.of());
        StringWriter out = new StringWriter();

        List<Trial> trials = List.of(UNAVAILABLE, EMPTY_CALL, FAILING);
        SuiteResults results = new SuiteResults();
        SuiteRunner runner = new SuiteRunner(schedule, false, new PrintWriter(out));
        runner.run(1, trials, results);
        runner.run(2, trials, results);
        ResultFiles.write(folder, results, Map.of("processor", "abacus"));

        assertThat(results.omissions())
                .containsExactly(
                        new Omission(UNAVAILABLE, "there is no device 'sundial'", false),
                        new Omission(FAILING, "there is no candidate 'nobody'", true));
        assertThat(results.merged()).singleElement().satisfies(result -> {
            assertThat(result.getParams().getBenchmark()).isEqualTo(EMPTY_CALL.benchmark());
            assertThat(result.getParams().getForks()).isEqualTo(2);
            assertThat(result.getPrimaryResult().getSampleCount()).isEqualTo(6);
            assertThat(result.getSecondaryResults()).containsKey("gc.alloc.rate.norm");
        });
        assertThat(out.toString().lines())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).startsWith("round "))
                .filteredOn(line -> line.contains(EMPTY_CALL.toString()))
                .hasSize(2);
        assertThat(folder.resolve(ResultFiles.RESULTS)).content().contains(EMPTY_CALL.benchmark(), "\"forks\" : 2");
        assertThat(folder.resolve(ResultFiles.MACHINE)).content().contains("abacus");
        assertThat(Files.readString(folder.resolve(ResultFiles.OMISSIONS))).contains("sundial", "nobody");
    }
}
