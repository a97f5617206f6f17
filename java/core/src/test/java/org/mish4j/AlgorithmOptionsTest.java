// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlgorithmOptionsTest {
    private static final OptionalLong ANY = OptionalLong.empty();

    @Test
    void changesOneOptionAtATime() {
        AlgorithmOptions options = AlgorithmOptions.defaults();

        assertThat(options).isEqualTo(new AlgorithmOptions(Algorithm.AUTO, Accuracy.STANDARD, ANY));
        assertThat(options.withAlgorithm(Algorithm.WINOGRAD_F4X4))
                .isEqualTo(new AlgorithmOptions(Algorithm.WINOGRAD_F4X4, Accuracy.STANDARD, ANY))
                .isEqualTo(AlgorithmOptions.of(Algorithm.WINOGRAD_F4X4));
        assertThat(options.withAccuracy(Accuracy.STRICT))
                .isEqualTo(new AlgorithmOptions(Algorithm.AUTO, Accuracy.STRICT, ANY))
                .isEqualTo(AlgorithmOptions.of(Accuracy.STRICT));
        assertThat(options.withWinogradMemory(64))
                .isEqualTo(new AlgorithmOptions(Algorithm.AUTO, Accuracy.STANDARD, OptionalLong.of(64)));
        assertThat(options.withWinogradMemory(64).withWinogradMemory(ANY)).isEqualTo(options);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WINOGRAD_F4X4")
    void strictGoesWithWhatIsAsAccurateAsTheDefinition(Algorithm algorithm) {
        AlgorithmOptions options = AlgorithmOptions.of(Accuracy.STRICT).withAlgorithm(algorithm);
        assertThat(options.accuracy()).isEqualTo(Accuracy.STRICT);
        assertThat(options.algorithm()).isEqualTo(algorithm);
    }

    @Test
    void strictForbidsF4x4WhicheverIsSetFirst() {
        String message =
                "accuracy is STRICT, which forbids the algorithm WINOGRAD_F4X4, expected AUTO, DIRECT or WINOGRAD_F2X2 with it";
        AlgorithmOptions strict = AlgorithmOptions.of(Accuracy.STRICT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> strict.withAlgorithm(Algorithm.WINOGRAD_F4X4))
                .withMessage(message);
        AlgorithmOptions f4x4 = AlgorithmOptions.of(Algorithm.WINOGRAD_F4X4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> f4x4.withAccuracy(Accuracy.STRICT))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE})
    void takesALimitOfMemory(long bytes) {
        assertThat(AlgorithmOptions.defaults().withWinogradMemory(bytes).winogradMemory())
                .hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void refusesALimitOfMemoryBelowZero(long bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlgorithmOptions.defaults().withWinogradMemory(bytes))
                .withMessage("winogradMemory is " + bytes + " bytes, expected at least 0");
    }
}
