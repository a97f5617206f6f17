// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.verbose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mish4j.CompileOptions;
import org.mish4j.ModelMemory;
import org.mish4j.PlanStep;

class VerboseTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Verbose.Level parse(String text) {
        return Verbose.Level.parse(text, new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"'', ALL", "true, ALL", "all, ALL", "COMPILE, COMPILE", "run, RUN", "none, NONE"})
    void readsALevel(String text, Verbose.Level level) {
        assertThat(parse(text)).isEqualTo(level);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void saysWhatAnUnknownLevelMayBe() {
        assertThat(parse("loud")).isEqualTo(Verbose.Level.NONE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines(
                        "mish4j: mish4j.verbose is 'loud', expected compile, run, all or none; nothing is printed");
    }

    @Test
    void nothingIsPrintedUnlessAskedFor() {
        assertThat(Verbose.Level.parse(null, System.err)).isEqualTo(Verbose.Level.NONE);
        assertThat(Verbose.COMPILATIONS).isFalse();
        assertThat(Verbose.RUNS).isFalse();
    }

    @Test
    void aStepIsALine() {
        PlanStep step =
                new PlanStep("c, 1", "convolution", "brgconv", "1x8x4x4 nchw f32", "direct", "3x1 is \"narrow\"\nhere");
        assertThat(Verbose.compiledLines(
                        "cpu",
                        "net",
                        CompileOptions.defaults(),
                        2,
                        List.of(step),
                        new ModelMemory(64, 32, 16, 0),
                        1_234_567))
                .containsExactly(
                        "mish4j,compile,cpu,net,2 threads (hint LATENCY),F32,1 steps,64 bytes of weights,"
                                + "32 bytes of activations,1.235 ms",
                        "mish4j,step,cpu,net,1,\"c, 1\",convolution,brgconv,1x8x4x4 nchw f32,direct,"
                                + "\"3x1 is \"\"narrow\"\" here\"");
    }
}
