// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCountsTest {
    private static final long MILLISECOND = 1_000_000;

    @ParameterizedTest
    @CsvSource({"0, 10, 1000", "1, 10, 1000", "20, 10, 250", "300, 3, 16", "1500, 1, 10", "90000, 1, 10"})
    void whatIsNotSaidFollowsFromTheTimeOfARun(long milliseconds, int warmUp, int iterations) {
        RunCounts automatic = new RunCounts(RunCounts.AUTOMATIC, RunCounts.AUTOMATIC);
        assertThat(automatic.decide(milliseconds * MILLISECOND)).isEqualTo(new RunCounts(warmUp, iterations));
        assertThat(new RunCounts(0, 7).decide(milliseconds * MILLISECOND)).isEqualTo(new RunCounts(0, 7));
    }
}
