// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class ConstantTest {
    @Test
    void copiesFloats() {
        float[] values = {1, 2, 3, 4};
        Constant constant = Constant.ofFloats(Shape.of(2, 2), values);
        values[0] = 9;

        assertThat(constant.type()).isEqualTo(TensorType.F32);
        assertThat(constant.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(constant.toFloatArray()).containsExactly(1, 2, 3, 4);
        assertThat(constant).hasToString("F32[2, 2]");
        assertThat(constant.segment().address() % 64).isZero();
        assertThat(constant.segment().byteSize()).isEqualTo(16);
    }

    @Test
    void copiesLongs() {
        Constant constant = Constant.ofLongs(Shape.of(2), 1L << 40, -1);

        assertThat(constant.type()).isEqualTo(TensorType.I64);
        assertThat(constant.toLongArray()).containsExactly(1L << 40, -1);
    }

    @Test
    void isZeroWhereItsInitializerWritesNothing() {
        Constant constant =
                Constant.of(TensorType.F32, Shape.of(3), segment -> segment.setAtIndex(ValueLayout.JAVA_FLOAT, 1, 5));

        assertThat(constant.toFloatArray()).containsExactly(0, 5, 0);
    }

    @Test
    void canNotBeWritten() {
        Constant constant = Constant.ofFloats(Shape.of(), 1);

        assertThat(constant.segment().isReadOnly()).isTrue();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> constant.segment().set(ValueLayout.JAVA_FLOAT, 0, 2));
    }

    @Test
    void refusesAnotherNumberOfValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Constant.ofFloats(Shape.of(2, 3), 1, 2))
                .withMessage("a constant of shape [2, 3] has 6 values, found 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Constant.ofLongs(Shape.of(), 1, 2))
                .withMessage("a constant of shape [] has 1 values, found 2");
    }

    @Test
    void refusesToBeReadAsAnotherType() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Constant.ofLongs(Shape.of(1), 1).toFloatArray())
                .withMessage("this constant's type is I64, not F32");
        assertThatIllegalStateException()
                .isThrownBy(() -> Constant.ofFloats(Shape.of(1), 1).toLongArray())
                .withMessage("this constant's type is F32, not I64");
    }
}
