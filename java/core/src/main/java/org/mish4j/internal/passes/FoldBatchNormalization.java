// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import org.jspecify.annotations.Nullable;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Value;

/**
 * Folds a batch normalisation with constant parameters into the convolution, or the product of matrices {@code [N, C]},
 * before it: with s = scale / sqrt(variance + epsilon), the weights of each channel become s times as large, and the
 * bias b becomes s b + shift - s mean.
 */
final class FoldBatchNormalization extends NodePass {
    @Override
    @Nullable
    Value replace(Node node, Uses uses, GraphCopy copy) {
        return node.operator() instanceof Operator.BatchNormalization ? OutputFold.fold(node, uses, copy) : null;
    }
}
