// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.activations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.Window;
import org.mish4j.internal.reference.ReferenceEvaluator;

class PostOpChainTest {
    private static final PostOp RELU = new PostOp.Apply(Activation.relu());
    private static final PostOp ADD = new PostOp.AddResidual();
    private static final PostOp DOUBLE_PLUS_ONE = new PostOp.Apply(Activation.linear(2, 1));

    private final Constant src = Constant.ofFloats(Shape.of(1, 1, 1, 3), 1, -2, 3);
    private final Constant weights = Constant.ofFloats(Shape.of(1, 1, 1, 1), 10);
    private final Constant bias = Constant.ofFloats(Shape.of(1), 5);
    private final Constant residual = Constant.ofFloats(src.shape(), 1, 2, -100);
    private final Constant other = Constant.ofFloats(src.shape(), 0.5f, 0.25f, 0.125f);

    @Test
    void appliesPostOpsOfConvolutionsInTheirOrder() {
        assertThat(convolution(List.of(src, weights, bias))).containsExactly(15, -15, 35);
        assertThat(convolution(List.of(src, weights, bias), RELU)).containsExactly(15, 0, 35);
        assertThat(convolution(List.of(src, weights, bias, residual), RELU, ADD))
                .containsExactly(16, 2, -65);
        assertThat(convolution(List.of(src, weights, bias, residual), ADD, RELU))
                .containsExactly(16, 0, 0);
        assertThat(convolution(List.of(src, weights, bias, residual, other), ADD, RELU, DOUBLE_PLUS_ONE, ADD, RELU))
                .containsExactly(33.5f, 1.25f, 1.125f);
    }

    @Test
    void addsTheSameResidualTwice() {
        assertThat(convolution(List.of(src, weights, bias, residual, residual), ADD, ADD))
                .containsExactly(17, -11, -165);
    }

    @Test
    void appliesPostOpsOfMatrixProductsInTheirOrder() {
        Operator operator = new Operator.MatMul(false, List.of(RELU, ADD, ADD));
        Constant row = Constant.ofFloats(Shape.of(1, 2), 1, -1);
        Constant matrix = Constant.ofFloats(Shape.of(2, 2), 5, 1, 2, 9);
        Constant first = Constant.ofFloats(Shape.of(1, 2), 0.5f, 0.25f);
        Constant second = Constant.ofFloats(Shape.of(1, 2), -1, -2);

        assertThat(ReferenceEvaluator.evaluate(operator, List.of(row, matrix, first, second))
                        .toFloatArray())
                .containsExactly(2.5f, -1.75f);
    }

    private static float[] convolution(List<Constant> inputs, PostOp... postOps) {
        return ReferenceEvaluator.evaluate(
                        new Operator.Convolution(1, Window.uniform(2, 1, 0), true, List.of(postOps)), inputs)
                .toFloatArray();
    }
}
