// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompileOptionsTest {
    private static final OptionalLong ANY = OptionalLong.empty();

    @Test
    void changesOneOptionAtATime() {
        CompileOptions options = CompileOptions.defaults();

        CompileProgress progress = (_, _, _) -> {};

        assertThat(options)
                .isEqualTo(new CompileOptions(
                        0, Precision.F32, false, Tune.OFF, true, Algorithm.AUTO, Accuracy.STANDARD, ANY, null));
        assertThat(options.withThreads(3))
                .isEqualTo(new CompileOptions(
                        3, Precision.F32, false, Tune.OFF, true, Algorithm.AUTO, Accuracy.STANDARD, ANY, null));
        assertThat(options.withPrecision(Precision.BF16))
                .isEqualTo(new CompileOptions(
                        0, Precision.BF16, false, Tune.OFF, true, Algorithm.AUTO, Accuracy.STANDARD, ANY, null));
        assertThat(options.withFastMath(true))
                .isEqualTo(new CompileOptions(
                        0, Precision.F32, true, Tune.OFF, true, Algorithm.AUTO, Accuracy.STANDARD, ANY, null));
        assertThat(options.withTune(Tune.FULL))
                .isEqualTo(new CompileOptions(
                        0, Precision.F32, false, Tune.FULL, true, Algorithm.AUTO, Accuracy.STANDARD, ANY, null));
        assertThat(options.withRecord(false))
                .isEqualTo(new CompileOptions(
                        0, Precision.F32, false, Tune.OFF, false, Algorithm.AUTO, Accuracy.STANDARD, ANY, null));
        assertThat(options.withAlgorithm(Algorithm.WINOGRAD_F4X4))
                .isEqualTo(new CompileOptions(
                        0,
                        Precision.F32,
                        false,
                        Tune.OFF,
                        true,
                        Algorithm.WINOGRAD_F4X4,
                        Accuracy.STANDARD,
                        ANY,
                        null));
        assertThat(options.withAccuracy(Accuracy.STRICT))
                .isEqualTo(new CompileOptions(
                        0, Precision.F32, false, Tune.OFF, true, Algorithm.AUTO, Accuracy.STRICT, ANY, null));
        assertThat(options.withWinogradMemory(64))
                .isEqualTo(new CompileOptions(
                        0,
                        Precision.F32,
                        false,
                        Tune.OFF,
                        true,
                        Algorithm.AUTO,
                        Accuracy.STANDARD,
                        OptionalLong.of(64),
                        null));
        assertThat(options.withWinogradMemory(64).withWinogradMemory(ANY)).isEqualTo(options);
        assertThat(options.withProgress(progress))
                .isEqualTo(new CompileOptions(
                        0, Precision.F32, false, Tune.OFF, true, Algorithm.AUTO, Accuracy.STANDARD, ANY, progress));
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

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WINOGRAD_F4X4")
    void strictGoesWithWhatIsAsAccurateAsTheDefinition(Algorithm algorithm) {
        CompileOptions options =
                CompileOptions.defaults().withAccuracy(Accuracy.STRICT).withAlgorithm(algorithm);
        assertThat(options.accuracy()).isEqualTo(Accuracy.STRICT);
        assertThat(options.algorithm()).isEqualTo(algorithm);
    }

    @Test
    void strictForbidsF4x4WhicheverIsSetFirst() {
        String message =
                "accuracy is STRICT, which forbids the algorithm WINOGRAD_F4X4, expected AUTO, DIRECT or WINOGRAD_F2X2 with it";
        CompileOptions strict = CompileOptions.defaults().withAccuracy(Accuracy.STRICT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> strict.withAlgorithm(Algorithm.WINOGRAD_F4X4))
                .withMessage(message);
        CompileOptions f4x4 = CompileOptions.defaults().withAlgorithm(Algorithm.WINOGRAD_F4X4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> f4x4.withAccuracy(Accuracy.STRICT))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE})
    void takesALimitOfMemory(long bytes) {
        assertThat(CompileOptions.defaults().withWinogradMemory(bytes).winogradMemory())
                .hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void refusesALimitOfMemoryBelowZero(long bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CompileOptions.defaults().withWinogradMemory(bytes))
                .withMessage("winogradMemory is " + bytes + " bytes, expected at least 0");
    }
}
