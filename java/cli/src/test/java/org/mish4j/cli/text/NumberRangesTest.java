// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumberRangesTest {
    @Test
    void numbersThatFollowOneAnotherAreARange() {
        assertThat(NumberRanges.text(List.of())).isEmpty();
        assertThat(NumberRanges.text(List.of(7))).isEqualTo("7");
        assertThat(NumberRanges.text(List.of(1, 2, 3, 7, 9, 10))).isEqualTo("1-3, 7, 9-10");
        assertThat(NumberRanges.text(List.of(1, 3, 5))).isEqualTo("1, 3, 5");
        assertThat(NumberRanges.text(List.of(999, 1000, 1001))).isEqualTo("999-1001");
    }
}
