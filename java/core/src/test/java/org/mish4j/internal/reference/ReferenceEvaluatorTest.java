// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Shape;

class ReferenceEvaluatorTest {
    private final Constant pair = Constant.ofFloats(Shape.of(2), 1, 2);

    @Test
    void givesAConstantOfTheInferredShape() {
        Constant sum = ReferenceEvaluator.evaluate(
                new Operator.Binary(Operator.BinaryKind.ADD), List.of(pair, Constant.ofFloats(Shape.of(2, 1), 10, 20)));

        assertThat(sum.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(sum.toFloatArray()).containsExactly(11, 12, 21, 22);
    }

    @Test
    void refusesInputsThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferenceEvaluator.evaluate(new Operator.Softmax(1, false), List.of(pair)))
                .withMessageContaining("axis is 1, expected 0 to 0");
    }

    @Test
    void hasNoBatchNormalisation() {
        List<Constant> inputs = new ArrayList<>(Collections.nCopies(5, pair));
        inputs.set(0, Constant.ofFloats(Shape.of(1, 2), 1, 2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferenceEvaluator.evaluate(new Operator.BatchNormalization(0), inputs))
                .withMessageContaining("batch normalisation");
    }
}
