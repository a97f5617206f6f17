// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.bench.suite.Failures;
import org.mish4j.bench.suite.Trial;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark once, on little, in this process. Their setups compare the candidates' outputs. */
class BenchmarksTest {
    private static final Map<String, List<String>> LITTLE = Map.of(
            "convolution", List.of("5x7 3->4 3x3 s2", "6x5 17->9 1x1 s1"),
            "elements", List.of("37"),
            "network", List.of("digits", "yolov4-tiny 64"),
            "threads", List.of("1", "2"));

    @BeforeAll
    static void allowOtherProcessesOfJmh() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    static List<Trial> trials() {
        return Trial.all(LITTLE);
    }

    @ParameterizedTest
    @MethodSource("trials")
    void runs(Trial trial) throws RunnerException {
        var options = trial.options()
                .mode(Mode.SingleShotTime)
                .warmupIterations(0)
                .measurementIterations(1)
                .forks(0)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        try {
            assertThat(new Runner(options).run()).hasSize(1);
        } catch (RunnerException e) {
            Assumptions.abort(Failures.unavailability(e).orElseThrow(() -> e));
        }
    }
}
