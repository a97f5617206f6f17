// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mish4j.zoo.WeightSource.Block;
import org.mish4j.zoo.WeightSource.Kind;

class SeededWeightsTest {
    @Test
    void theStreamIsThatOfTheGeneratorInTheJdk() {
        SplittableRandom random = new SplittableRandom(7);
        for (int index = 0; index < 1000; index++) {
            assertThat(SplitMix64.uniform(7, index)).isEqualTo((random.nextLong() >>> 40) / 16777216.0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BIAS, -0.2, 0.2",
        "SCALE, 0.8, 1.2",
        "MEAN, -0.2, 0.2",
        "VARIANCE, 0.75, 1.25",
        // 0.9 sqrt(6 / 27)
        "WEIGHT, -0.42426406871, 0.42426406871"
    })
    void mapsTheStreamOntoARangeForEachKind(Kind kind, double from, double to) {
        int count = 200_001;
        int position = 31;
        SplittableRandom random = new SplittableRandom(11);
        for (int skipped = 0; skipped < position; skipped++) {
            random.nextLong();
        }
        try (Arena arena = Arena.ofShared()) {
            MemorySegment target = arena.allocate(ValueLayout.JAVA_FLOAT, count);
            WeightSource.seeded(11).read(new Block(kind, position, count, 27), target);
            float[] actual = target.toArray(ValueLayout.JAVA_FLOAT);
            for (int index = 0; index < count; index++) {
                double u = (random.nextLong() >>> 40) / 16777216.0;
                assertThat((double) actual[index]).isCloseTo(from + (to - from) * u, within(1e-7));
            }
        }
    }
}
