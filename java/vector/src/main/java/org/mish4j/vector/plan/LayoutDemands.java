// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.plan;

import org.mish4j.Operator;
import org.mish4j.vector.kernels.product.WeightedOperator;

/** Which layouts the kernel of each operator can read and write. Weights and biases are read in any, to be packed. */
public final class LayoutDemands {
    private LayoutDemands() {}

    /** Returns the layouts in which an operator's kernel can read an input. */
    public static LayoutDemand ofInput(Operator operator, int input) {
        boolean isSrc = input == 0;
        return switch (operator) {
            case Operator.Convolution _, Operator.Deconvolution _
            when isSrc -> LayoutDemand.CHANNELS_TOGETHER_IN_ACTIVATIONS;
            case Operator.MatMul _ when isSrc -> LayoutDemand.ROWS_TOGETHER_IN_ACTIVATIONS;
            case Operator.Pooling _, Operator.ResizeNearest _ -> LayoutDemand.CHANNELS_TOGETHER_IN_ACTIVATIONS;
            default -> input < firstResidual(operator) ? LayoutDemand.ANY : ofResult(operator);
        };
    }

    /** Returns the layouts in which an operator's kernel can write its result, and read the residuals added to it. */
    public static LayoutDemand ofResult(Operator operator) {
        return switch (operator) {
            case Operator.Convolution _, Operator.Deconvolution _, Operator.Pooling _, Operator.ResizeNearest _ ->
                LayoutDemand.CHANNELS_TOGETHER;
            case Operator.MatMul _ -> LayoutDemand.ROWS_TOGETHER;
            default -> LayoutDemand.ANY;
        };
    }

    private static int firstResidual(Operator operator) {
        return switch (operator) {
            case Operator.Convolution _, Operator.Deconvolution _, Operator.MatMul _ ->
                WeightedOperator.hasBias(operator) ? 3 : 2;
            default -> Integer.MAX_VALUE;
        };
    }
}
