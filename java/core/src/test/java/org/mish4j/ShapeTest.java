// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void knowsItsDimensions() {
        Shape shape = Shape.of(2, 3, 5);

        assertThat(shape.rank()).isEqualTo(3);
        assertThat(shape.dimension(1)).isEqualTo(3);
        assertThat(shape.elementCount()).isEqualTo(30);
        assertThat(shape.toArray()).containsExactly(2, 3, 5);
        assertThat(shape).hasToString("[2, 3, 5]");
        assertThat(Shape.of(List.of(2L, 3L, 5L))).isEqualTo(shape).hasSameHashCodeAs(shape);
        assertThat(Shape.of(2, 3, 4)).isNotEqualTo(shape);
        assertThat(Shape.of(2, 3)).isNotEqualTo(shape);
    }

    @Test
    void aScalarHasOneElement() {
        assertThat(Shape.of().rank()).isZero();
        assertThat(Shape.of().elementCount()).isEqualTo(1);
        assertThat(Shape.of()).hasToString("[]");
    }

    @Test
    void mayBeEmpty() {
        assertThat(Shape.of(3, 0, 5).elementCount()).isZero();
        assertThat(Shape.of(0, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE)
                        .elementCount())
                .isZero();
    }

    @Test
    void doesNotChangeWithTheArrayItWasMadeOf() {
        long[] dimensions = {2, 3};
        Shape shape = Shape.of(dimensions);

        dimensions[0] = 7;
        shape.toArray()[1] = 7;

        assertThat(shape).isEqualTo(Shape.of(2, 3));
    }

    @Test
    void makesShapesWithAnotherDimension() {
        Shape shape = Shape.of(2, 3);

        assertThat(shape.withDimension(1, 9)).isEqualTo(Shape.of(2, 9));
        assertThat(shape).isEqualTo(Shape.of(2, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> shape.withDimension(0, -1));
    }

    @Test
    void takesTheLargestSizes() {
        assertThat(Shape.of(1L << 20, 1L << 20).elementCount()).isEqualTo(1L << 40);
        assertThat(Shape.of(Integer.MAX_VALUE).elementCount()).isEqualTo(Integer.MAX_VALUE);
        assertThat(Shape.of(1, 1, 1, 1, 1, 2).rank()).isEqualTo(Shape.MAX_RANK);
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(1, 1, 1, 1, 1, 1, 1))
                .withMessage("the shape [1, 1, 1, 1, 1, 1, 1] has 7 dimensions, expected at most 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(2, -3))
                .withMessage("dimension 1 of the shape [2, -3] is -3, expected 0 to 2147483647");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(1L << 31))
                .withMessage("dimension 0 of the shape [2147483648] is 2147483648, expected 0 to 2147483647");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(1L << 20, (1L << 20) + 1))
                .withMessage("the shape [1048576, 1048577] has more than 2^40 elements");
    }

    @Test
    void refusesProductsThatOverflow() {
        long[] dimensions = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(dimensions))
                .withMessageContaining("2^40");
    }
}
