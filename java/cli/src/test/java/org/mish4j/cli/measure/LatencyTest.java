// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {
    @Test
    void percentilesAreByNearestRank() {
        long[] times = LongStream.rangeClosed(1, 200).map(time -> 201 - time).toArray();
        assertThat(Latency.of(times)).isEqualTo(new Latency(1, 100, 180, 198));
        assertThat(Latency.of(new long[] {15, 50, 20, 40, 35})).isEqualTo(new Latency(15, 35, 50, 50));
        assertThat(Latency.of(new long[] {7})).isEqualTo(new Latency(7, 7, 7, 7));
    }

    @Test
    void refusesNoTimes() {
        assertThatThrownBy(() -> Latency.of(new long[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
