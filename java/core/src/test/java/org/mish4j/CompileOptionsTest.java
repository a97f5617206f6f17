// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompileOptionsTest {
    @Test
    void changesOneOptionAtATime() {
        CompileOptions options = CompileOptions.defaults();

        CompileProgress progress = (_, _, _) -> {};

        assertThat(options).isEqualTo(new CompileOptions(0, Precision.F32, false, Tune.OFF, true, null));
        assertThat(options.withThreads(3)).isEqualTo(new CompileOptions(3, Precision.F32, false, Tune.OFF, true, null));
        assertThat(options.withPrecision(Precision.BF16))
                .isEqualTo(new CompileOptions(0, Precision.BF16, false, Tune.OFF, true, null));
        assertThat(options.withFastMath(true))
                .isEqualTo(new CompileOptions(0, Precision.F32, true, Tune.OFF, true, null));
        assertThat(options.withTune(Tune.FULL))
                .isEqualTo(new CompileOptions(0, Precision.F32, false, Tune.FULL, true, null));
        assertThat(options.withRecord(false))
                .isEqualTo(new CompileOptions(0, Precision.F32, false, Tune.OFF, false, null));
        assertThat(options.withProgress(progress))
                .isEqualTo(new CompileOptions(0, Precision.F32, false, Tune.OFF, true, progress));
        assertThat(options.withProgress(progress).withProgress(null)).isEqualTo(options);
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
                .withMessage("threads is " + threads + ", expected 1 to 1024, or 0 for all");
    }
}
