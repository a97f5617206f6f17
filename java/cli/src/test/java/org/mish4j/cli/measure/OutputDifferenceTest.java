// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mish4j.Shape;
import org.mish4j.Tensor;
import org.mish4j.TensorType;
import org.mish4j.cli.elements.ElementWriter;

class OutputDifferenceTest {
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private static double largest(float[] found, float... baseline) {
        try (Tensor first = Tensor.ofFloats(Shape.of(found.length), found);
                Tensor second = Tensor.ofFloats(Shape.of(baseline.length), baseline)) {
            return OutputDifference.largest(first, second);
        }
    }

    @Test
    void isRelativeToTheLargestMagnitudeOfTheBaseline() {
        assertThat(largest(new float[] {1, -8, 3}, 1, -8, 3)).isZero();
        assertThat(largest(new float[] {1, 80, 3.5f}, 1, 79, -3)).isEqualTo(6.5 / 79);
        assertThat(largest(new float[] {0, 1}, 0, 0)).isInfinite();
        assertThat(largest(new float[] {})).isZero();
    }

    @Test
    void numbersThatAreNotFinite() {
        assertThat(largest(new float[] {Float.NaN, INFINITY}, Float.NaN, INFINITY))
                .isZero();
        assertThat(largest(new float[] {1, Float.NaN}, 1, 1)).isNaN();
        assertThat(largest(new float[] {1, 1}, 1, Float.NaN)).isNaN();
        assertThat(largest(new float[] {1, INFINITY}, 1, 1)).isInfinite();
    }

    @Test
    void looksAtEveryType() {
        for (TensorType type : TensorType.values()) {
            try (Tensor first = Tensor.allocate(type, Shape.of(2));
                    Tensor second = Tensor.allocate(type, Shape.of(2))) {
                ElementWriter.write(type, second.segment(), 1, 1L);
                assertThat(OutputDifference.largest(first, second))
                        .as(type.name())
                        .isEqualTo(1);
            }
        }
    }
}
