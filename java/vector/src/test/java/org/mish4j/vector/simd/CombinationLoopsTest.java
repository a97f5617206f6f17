// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Operator.BinaryKind;

class CombinationLoopsTest {
    private static final float[] SPECIAL_NUMBERS = {
        0f, -0f, 1, -1, 2, 0.5f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE
    };

    static Stream<Arguments> loopsAndKinds() {
        return BothLoops.LIST.stream()
                .flatMap(loops -> Stream.of(BinaryKind.values()).map(kind -> Arguments.of(loops, kind)));
    }

    static Stream<Loops> loops() {
        return BothLoops.LIST.stream();
    }

    /** Returns what the function gives, rounded once. */
    private static float expected(BinaryKind kind, double first, double second) {
        return switch (kind) {
            case ADD -> (float) (first + second);
            case SUB -> (float) (first - second);
            case MUL -> (float) (first * second);
            case DIV -> (float) (first / second);
            case MIN -> (float) Math.min(first, second);
            case MAX -> (float) Math.max(first, second);
            // IEEE 754's power, which is 1 where Java's is NaN
            case POW -> first == 1 || first == -1 && Double.isInfinite(second) ? 1 : (float) Math.pow(first, second);
            case EQUAL -> first == second ? 1 : 0;
            case LESS -> first < second ? 1 : 0;
            case LESS_OR_EQUAL -> first <= second ? 1 : 0;
            case GREATER -> first > second ? 1 : 0;
            case GREATER_OR_EQUAL -> first >= second ? 1 : 0;
        };
    }

    private static float[] numbers(long seed, int count) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int index = 0; index < count; index++) {
            numbers[index] = random.nextInt(3) == 0
                    ? SPECIAL_NUMBERS[random.nextInt(SPECIAL_NUMBERS.length)]
                    : 4 * random.nextFloat() - 2;
        }
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("loopsAndKinds")
    void combinesRunsAndSingleFloats(Loops loops, BinaryKind kind) {
        for (int count : Runs.COUNTS) {
            for (int strides = 0; strides < 4; strides++) {
                int firstStride = strides & 1;
                int secondStride = strides >> 1;
                check(loops, kind, count, firstStride, secondStride, 2);
                if (firstStride == 1) {
                    check(loops, kind, count, firstStride, secondStride, 0);
                }
                if (secondStride == 1) {
                    check(loops, kind, count, firstStride, secondStride, 1);
                }
            }
        }
    }

    /** Compares the results, written to a run of their own, 2, or to that of an operand, 0 or 1. */
    private static void check(Loops loops, BinaryKind kind, int count, int firstStride, int secondStride, int dst) {
        float[] first = numbers(count, Math.max(1, count));
        float[] second = numbers(count + 1, Math.max(1, count));
        try (Runs runs = new Runs(3, Math.max(1, count))) {
            runs.set(0, first);
            runs.set(1, second);
            MemorySegment before = runs.copy();
            MemorySegment segment = runs.segment();
            loops.combine(
                    kind,
                    segment,
                    runs.place(0),
                    firstStride,
                    segment,
                    runs.place(1),
                    secondStride,
                    segment,
                    runs.place(dst),
                    count);
            for (int index = 0; index < count; index++) {
                float a = first[index * firstStride];
                float b = second[index * secondStride];
                assertThat(runs.get(dst, index))
                        .as("%s of %s and %s", kind, a, b)
                        .isEqualTo(Float.valueOf(expected(kind, a, b)));
            }
            runs.assertSameOutside(dst, before);
        }
    }

    @ParameterizedTest
    @MethodSource("loops")
    void selectsOfRunsAndSingleFloats(Loops loops) {
        for (int count : Runs.COUNTS) {
            for (int strides = 0; strides < 8; strides++) {
                select(loops, count, strides & 1, strides >> 1 & 1, strides >> 2);
            }
        }
    }

    private static void select(Loops loops, int count, int conditionStride, int firstStride, int secondStride) {
        int size = Math.max(1, count);
        float[] conditions = new float[size];
        Random random = new Random(count);
        for (int index = 0; index < size; index++) {
            conditions[index] = new float[] {0f, -0f, 1, Float.NaN, -2}[random.nextInt(5)];
        }
        float[] first = numbers(1, size);
        float[] second = numbers(2, size);
        try (Runs runs = new Runs(4, size)) {
            runs.set(0, conditions);
            runs.set(1, first);
            runs.set(2, second);
            MemorySegment before = runs.copy();
            MemorySegment segment = runs.segment();
            loops.select(
                    segment,
                    runs.place(0),
                    conditionStride,
                    segment,
                    runs.place(1),
                    firstStride,
                    segment,
                    runs.place(2),
                    secondStride,
                    segment,
                    runs.place(3),
                    count);
            for (int index = 0; index < count; index++) {
                boolean chosen = conditions[index * conditionStride] != 0;
                float expected = chosen ? first[index * firstStride] : second[index * secondStride];
                assertThat(runs.get(3, index)).isEqualTo(Float.valueOf(expected));
            }
            runs.assertSameOutside(3, before);
        }
    }

    @ParameterizedTest
    @MethodSource("loops")
    void copies(Loops loops) {
        for (int count : Runs.COUNTS) {
            float[] numbers = numbers(count, count);
            try (Runs runs = new Runs(2, count)) {
                runs.set(0, numbers);
                MemorySegment before = runs.copy();
                loops.copy(runs.segment(), runs.place(0), runs.segment(), runs.place(1), count);
                for (int index = 0; index < count; index++) {
                    assertThat(runs.get(1, index)).isEqualTo(Float.valueOf(numbers[index]));
                }
                runs.assertSameOutside(1, before);
            }
        }
    }
}
