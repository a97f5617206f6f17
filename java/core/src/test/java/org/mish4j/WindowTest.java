// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final List<Long> ONES = List.of(1L, 1L);
    private static final List<Long> ZEROS = List.of(0L, 0L);

    @Test
    void uniformIsTheSameInEveryDimension() {
        assertThat(Window.uniform(2, 3, 1)).isEqualTo(new Window(List.of(3L, 3L), ONES, ONES, ONES));
        assertThat(Window.uniform(3, 1, 0).spatialRank()).isEqualTo(3);
    }

    @Test
    void doesNotChangeWithTheListsItWasMadeOf() {
        List<Long> strides = new ArrayList<>(ONES);
        Window window = new Window(strides, ONES, ZEROS, ZEROS);

        strides.set(0, 5L);

        assertThat(window.strides()).isEqualTo(ONES);
    }

    @Test
    void refusesListsOfOtherLengths() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Window(ONES, List.of(1L), ZEROS, ZEROS))
                .withMessage("dilations [1] has 1 numbers, strides has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Window(ONES, ONES, ZEROS, List.of(0L, 0L, 0L)))
                .withMessage("padsEnd [0, 0, 0] has 3 numbers, strides has 2");
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Window(List.of(1L, 0L), ONES, ZEROS, ZEROS))
                .withMessage("strides[1] is 0, expected 1 to 2147483647");
        assertThatIllegalArgumentException().isThrownBy(() -> new Window(ONES, ZEROS, ZEROS, ZEROS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Window(ONES, ONES, List.of(0L, -1L), ZEROS))
                .withMessage("padsBegin[1] is -1, expected 0 to 2147483647");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Window(ONES, ONES, ZEROS, List.of(1L << 31, 0L)))
                .withMessageContaining("padsEnd");
    }
}
