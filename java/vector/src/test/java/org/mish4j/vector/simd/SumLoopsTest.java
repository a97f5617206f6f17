// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SumLoopsTest {
    static Stream<Loops> loops() {
        return BothLoops.LIST.stream();
    }

    private static float[] numbers(long seed, int count) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int index = 0; index < count; index++) {
            numbers[index] = random.nextFloat() * 2 - 0.5f;
        }
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("loops")
    void sums(Loops loops) {
        for (int count : new int[] {0, 1, 7, 8, 9, 80, 257, 100000}) {
            float[] numbers = numbers(count, count);
            double sum = 0;
            double magnitudes = 0;
            double squares = 0;
            for (float number : numbers) {
                sum += number;
                magnitudes += Math.abs(number);
                squares += (number - 0.25) * (number - 0.25);
            }
            try (Runs runs = new Runs(1, count)) {
                runs.set(0, numbers);
                assertThat(loops.sum(runs.segment(), runs.place(0), count)).isCloseTo(sum, within(1e-6 * magnitudes));
                assertThat(loops.sumOfSquares(runs.segment(), runs.place(0), count, 0.25f))
                        .isCloseTo(squares, within(1e-6 * squares));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("loops")
    void findsExtremes(Loops loops) {
        for (int count : Runs.COUNTS) {
            for (int place = 0; place < count; place += 3) {
                try (Runs runs = new Runs(1, count)) {
                    runs.set(0, numbers(count, count));
                    runs.set(0, place, 7);
                    assertThat(loops.largest(runs.segment(), runs.place(0), count))
                            .isEqualTo(7);
                    runs.set(0, place, -7);
                    assertThat(loops.smallest(runs.segment(), runs.place(0), count))
                            .isEqualTo(-7);
                    runs.set(0, place, Float.NaN);
                    assertThat(loops.largest(runs.segment(), runs.place(0), count))
                            .isNaN();
                    assertThat(loops.smallest(runs.segment(), runs.place(0), count))
                            .isNaN();
                }
            }
        }
        try (Runs runs = new Runs(1, 0)) {
            assertThat(loops.largest(runs.segment(), runs.place(0), 0)).isEqualTo(Float.NEGATIVE_INFINITY);
            assertThat(loops.smallest(runs.segment(), runs.place(0), 0)).isEqualTo(Float.POSITIVE_INFINITY);
        }
    }

    @ParameterizedTest
    @MethodSource("loops")
    void accumulatesWhatSinglePrecisionLoses(Loops loops) {
        int rounds = 20000;
        for (int count : Runs.COUNTS) {
            float[] numbers = numbers(count, count);
            try (Runs runs = new Runs(4, count)) {
                runs.set(0, numbers);
                runs.set(1, new float[count]);
                runs.set(2, new float[count]);
                MemorySegment segment = runs.segment();
                for (int round = 0; round < rounds; round++) {
                    loops.accumulate(segment, runs.place(0), segment, runs.place(1), runs.place(2), count);
                }
                MemorySegment before = runs.copy();
                loops.total(segment, runs.place(1), runs.place(2), 0.5f, segment, runs.place(3), count);
                for (int index = 0; index < count; index++) {
                    double expected = 0.5 * rounds * numbers[index];
                    assertThat((double) runs.get(3, index)).isCloseTo(expected, within(1e-6 * Math.abs(expected)));
                }
                runs.assertSameOutside(3, before);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("loops")
    void accumulatesSpecialNumbers(Loops loops) {
        float[] first = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 1, Float.POSITIVE_INFINITY};
        float[] second = {1, 2, 3, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        for (int repeats : new int[] {1, 2, 5}) {
            int count = repeats * first.length;
            try (Runs runs = new Runs(5, count)) {
                runs.set(2, new float[count]);
                runs.set(3, new float[count]);
                MemorySegment segment = runs.segment();
                for (int index = 0; index < count; index++) {
                    runs.set(0, index, first[index % first.length]);
                    runs.set(1, index, second[index % second.length]);
                }
                loops.accumulate(segment, runs.place(0), segment, runs.place(2), runs.place(3), count);
                loops.accumulate(segment, runs.place(1), segment, runs.place(2), runs.place(3), count);
                loops.total(segment, runs.place(2), runs.place(3), 1, segment, runs.place(4), count);
                for (int index = 0; index < count; index++) {
                    float expected = first[index % first.length] + second[index % second.length];
                    assertThat(runs.get(4, index)).isEqualTo(Float.valueOf(expected));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("loops")
    void standardizesAndAddsProducts(Loops loops) {
        for (int count : Runs.COUNTS) {
            float[] numbers = numbers(count, count);
            try (Runs runs = new Runs(2, count)) {
                runs.set(0, numbers);
                MemorySegment before = runs.copy();
                MemorySegment segment = runs.segment();
                loops.standardize(segment, runs.place(0), 0.25f, -3, 0.5f, segment, runs.place(1), count);
                loops.addProducts(segment, runs.place(0), 2.5f, segment, runs.place(1), count);
                for (int index = 0; index < count; index++) {
                    double expected = (numbers[index] - 0.25) * -3 + 0.5 + 2.5 * numbers[index];
                    assertThat((double) runs.get(1, index)).isCloseTo(expected, within(2e-6));
                }
                runs.assertSameOutside(1, before);
                loops.standardize(segment, runs.place(0), 0.25f, -3, 0.5f, segment, runs.place(0), count);
                for (int index = 0; index < count; index++) {
                    double expected = (numbers[index] - 0.25) * -3 + 0.5;
                    assertThat((double) runs.get(0, index)).isCloseTo(expected, within(2e-6));
                }
            }
        }
    }
}
