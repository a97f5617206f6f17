// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.elements;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mish4j.Shape;
import org.mish4j.Tensor;
import org.mish4j.TensorType;

class ElementWriterTest {
    private static double written(TensorType type, double value) {
        try (Tensor tensor = Tensor.allocate(type, Shape.of(3))) {
            ElementWriter.write(type, tensor.segment(), 1, value);
            assertThat(ElementReader.read(type, tensor.segment(), 0)).isZero();
            assertThat(ElementReader.read(type, tensor.segment(), 2)).isZero();
            return ElementReader.read(type, tensor.segment(), 1);
        }
    }

    private static double written(TensorType type, long value) {
        try (Tensor tensor = Tensor.allocate(type, Shape.of(1))) {
            ElementWriter.write(type, tensor.segment(), 0, value);
            return ElementReader.read(type, tensor.segment(), 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "I8, 2.5, 2",
        "I8, 3.5, 4",
        "I8, -2.5, -2",
        "I8, 127.5, 127",
        "I8, -1000, -128",
        "I8, NaN, 0",
        "U8, 255.5, 255",
        "U8, -0.5, 0",
        "U8, -7, 0",
        "U8, Infinity, 255",
        "U8, 254.5, 254",
        "I32, 2147483647.5, 2147483647",
        "I32, -1e20, -2147483648",
        "I32, -Infinity, -2147483648",
        "I32, 1.5, 2",
        "I64, 1e19, 9223372036854775807",
        "I64, 0.5, 0",
        "I64, NaN, 0",
        "BOOL, 0, 0",
        "BOOL, -0.0, 0",
        "BOOL, 0.1, 1",
        "BOOL, NaN, 1",
        "F16, 65519.99, 65504",
        "F16, 65520, Infinity",
        "F16, -1e9, -Infinity",
        "F16, NaN, NaN",
        "BF16, 3.4e38, Infinity",
        "BF16, 1e300, Infinity",
        "BF16, -Infinity, -Infinity",
        "F32, 1e300, Infinity",
        "F32, 0.1, 0.10000000149011612",
        "F64, 0.1, 0.1"
    })
    void roundsAndSaturates(TensorType type, double value, Double expected) {
        assertThat(written(type, value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "I8, 128, 127",
        "I8, -129, -128",
        "U8, 256, 255",
        "U8, -1, 0",
        "I32, 4294967296, 2147483647",
        "I32, -4294967297, -2147483648",
        "BOOL, 256, 1",
        "BOOL, 0, 0",
        "F16, 2049, 2048",
        "F16, 2051, 2052",
        "F16, 65519, 65504",
        "F16, 65520, Infinity",
        "F32, 16777217, 16777216",
        "F32, 16777219, 16777220",
        "BF16, 257, 256",
        "BF16, 259, 260"
    })
    void roundsAndSaturatesWholeNumbers(TensorType type, long value, Double expected) {
        assertThat(written(type, value)).isEqualTo(expected);
    }

    /** Just above a tie of bfloat16, by less than a double's last place. */
    @Test
    void roundsWholeNumbersOnce() {
        long tie = (1L << 62) + (1L << 54);
        assertThat(written(TensorType.BF16, tie)).isEqualTo((double) (1L << 62));
        assertThat(written(TensorType.BF16, tie + 1)).isEqualTo((double) ((1L << 62) + (1L << 55)));
        assertThat(written(TensorType.BF16, -tie - 1)).isEqualTo((double) -((1L << 62) + (1L << 55)));
        assertThat(written(TensorType.BF16, -tie + 1)).isEqualTo((double) -(1L << 62));
    }

    /** No element of the type is nearer, and of two that are as near the one with an even last bit is taken. */
    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16"})
    void takesTheNearest(TensorType type) {
        SplittableRandom random = new SplittableRandom(5);
        for (int count = 0; count < 20_000; count++) {
            double halfway = halfway(type, random);
            double value = switch (random.nextInt(4)) {
                case 0 -> halfway;
                case 1 -> Math.nextUp(halfway);
                case 2 -> Math.nextDown(halfway);
                default -> halfway * (1 + random.nextDouble(-0.01, 0.01));
            };
            assertNearest(type, value);
        }
    }

    private static double halfway(TensorType type, SplittableRandom random) {
        short bits = (short) random.nextInt(0x100, 0x7b00);
        double sign = random.nextBoolean() ? 1 : -1;
        return sign * (ofBits(type, bits) + ofBits(type, (short) (bits + 1))) / 2;
    }

    private static double ofBits(TensorType type, short bits) {
        return type == TensorType.F16 ? Float.float16ToFloat(bits) : Float.intBitsToFloat(bits << 16);
    }

    private static void assertNearest(TensorType type, double value) {
        try (Tensor tensor = Tensor.allocate(type, Shape.of(1))) {
            ElementWriter.write(type, tensor.segment(), 0, value);
            short bits = tensor.segment().get(ValueLayout.JAVA_SHORT, 0);
            BigDecimal distance = distance(type, bits, value);
            for (int neighbour : new int[] {-1, 1}) {
                BigDecimal other = distance(type, (short) (bits + neighbour), value);
                assertThat(distance.compareTo(other))
                        .as("%s as %s", value, type)
                        .isLessThanOrEqualTo(0);
                if (distance.compareTo(other) == 0) {
                    assertThat(bits & 1).as("%s as %s", value, type).isZero();
                }
            }
        }
    }

    private static BigDecimal distance(TensorType type, short bits, double value) {
        return new BigDecimal(ofBits(type, bits))
                .subtract(new BigDecimal(value))
                .abs();
    }
}
