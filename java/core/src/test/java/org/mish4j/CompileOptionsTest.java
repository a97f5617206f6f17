// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompileOptionsTest {
    private static final PerformanceHint LATENCY = PerformanceHint.LATENCY;
    private static final AlgorithmOptions AUTO = AlgorithmOptions.defaults();

    @Test
    void changesOneOptionAtATime() {
        CompileOptions options = CompileOptions.defaults();
        CompileProgress progress = (_, _, _) -> {};

        assertThat(options).isEqualTo(of(0, LATENCY, Precision.F32, false, Tune.OFF, true, AUTO, null));
        assertThat(options.withThreads(3)).isEqualTo(of(3, LATENCY, Precision.F32, false, Tune.OFF, true, AUTO, null));
        assertThat(options.withHint(PerformanceHint.THROUGHPUT))
                .isEqualTo(of(0, PerformanceHint.THROUGHPUT, Precision.F32, false, Tune.OFF, true, AUTO, null));
        assertThat(options.withPrecision(Precision.BF16))
                .isEqualTo(of(0, LATENCY, Precision.BF16, false, Tune.OFF, true, AUTO, null));
        assertThat(options.withFastMath(true))
                .isEqualTo(of(0, LATENCY, Precision.F32, true, Tune.OFF, true, AUTO, null));
        assertThat(options.withTune(Tune.FULL))
                .isEqualTo(of(0, LATENCY, Precision.F32, false, Tune.FULL, true, AUTO, null));
        assertThat(options.withRecord(false))
                .isEqualTo(of(0, LATENCY, Precision.F32, false, Tune.OFF, false, AUTO, null));
        assertThat(options.withAlgorithms(AlgorithmOptions.of(Accuracy.STRICT)))
                .isEqualTo(of(
                        0, LATENCY, Precision.F32, false, Tune.OFF, true, AlgorithmOptions.of(Accuracy.STRICT), null));
        assertThat(options.withProgress(progress))
                .isEqualTo(of(0, LATENCY, Precision.F32, false, Tune.OFF, true, AUTO, progress));
        assertThat(options.withProgress(progress).withProgress(null)).isEqualTo(options);
    }

    private static CompileOptions of(
            int threads,
            PerformanceHint hint,
            Precision precision,
            boolean fastMath,
            Tune tune,
            boolean record,
            AlgorithmOptions algorithms,
            @Nullable CompileProgress progress) {
        return new CompileOptions(threads, hint, precision, fastMath, tune, record, algorithms, progress);
    }

    @Test
    void aHintSetsThreadsOnlyWhereNoneAreGiven() {
        CompileOptions throughput = CompileOptions.defaults().withHint(PerformanceHint.THROUGHPUT);
        assertThat(throughput.withHintedThreads().threads()).isEqualTo(1);
        assertThat(throughput.withThreads(5).withHintedThreads().threads()).isEqualTo(5);
        assertThat(CompileOptions.defaults().withHintedThreads().threads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1024})
    void takesThreads(int threads) {
        assertThat(CompileOptions.defaults().withThreads(threads).threads()).isEqualTo(threads);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1025, Integer.MIN_VALUE})
    void refusesThreads(int threads) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CompileOptions.defaults().withThreads(threads))
                .withMessage("threads is " + threads + ", expected 1 to 1024, or 0 for the number that the hint sets");
    }
}
