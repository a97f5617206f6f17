// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import org.jspecify.annotations.Nullable;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Value;

/**
 * Folds what multiplies each channel by a constant, or adds one to it, into a convolution or a matrix product before
 * it, or into a convolution after it.
 */
final class FoldScaleAndShift extends NodePass {
    @Override
    @Nullable
    Value replace(Node node, Uses uses, GraphCopy copy) {
        return switch (node.operator()) {
            case Operator.Binary _, Operator.Eltwise _ -> OutputFold.fold(node, uses, copy);
            case Operator.Convolution _ -> InputFold.fold(node, uses, copy);
            default -> null;
        };
    }
}
