// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.product;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.vector.kernels.Kernel;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.memory.Block;
import org.mish4j.vector.memory.View;

/** A convolution, a transposed convolution or a matrix product, all of which are products of tiles. */
public sealed interface WeightedOperator permits ConvolutionProduct, MatrixProduct {
    /** Returns how the weights are packed. */
    PackedWeights layout();

    /** Returns where weights and biases are read from to be packed. */
    WeightStrides strides(View weights, @Nullable View bias);

    /** Returns the kernel. */
    Kernel create(KernelContext context, View src, Block packed, List<View> residuals, View dst);

    /**
     * Returns the product that an operator is.
     *
     * @param lanes what the weights are packed for
     */
    static WeightedOperator of(Operator operator, long[] src, long[] weights, long[] dst, int lanes) {
        return switch (operator) {
            case Operator.Convolution convolution -> ConvolutionProduct.of(convolution, src, weights, dst, lanes);
            case Operator.Deconvolution deconvolution -> ConvolutionProduct.of(deconvolution, src, weights, dst, lanes);
            case Operator.MatMul matMul -> MatrixProduct.of(matMul, weights, dst, lanes);
            default -> throw new IllegalArgumentException("%s has no weights".formatted(operator));
        };
    }

    /** Returns the post-ops of an operator that has weights. */
    static List<PostOp> postOps(Operator operator) {
        return switch (operator) {
            case Operator.Convolution convolution -> convolution.postOps();
            case Operator.Deconvolution deconvolution -> deconvolution.postOps();
            case Operator.MatMul matMul -> matMul.postOps();
            default -> List.of();
        };
    }

    /** Tells whether an operator that has weights has a bias. */
    static boolean hasBias(Operator operator) {
        return switch (operator) {
            case Operator.Convolution convolution -> convolution.hasBias();
            case Operator.Deconvolution deconvolution -> deconvolution.hasBias();
            case Operator.MatMul matMul -> matMul.hasBias();
            default -> false;
        };
    }
}
