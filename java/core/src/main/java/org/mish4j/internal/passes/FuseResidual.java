// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Value;

/**
 * Makes a sum of equal shapes a post-op of a convolution or matrix product before it, if that has no other reader: of
 * the later one, where both operands come from such. It moves to the place of the sum, where both operands are known.
 */
final class FuseResidual extends NodePass {
    @Override
    @Nullable
    Value replace(Node node, Uses uses, GraphCopy copy) {
        if (!node.operator().equals(new Operator.Binary(Operator.BinaryKind.ADD))) {
            return null;
        }
        Value first = node.inputs().get(0);
        Value second = node.inputs().get(1);
        if (!first.shape().equals(second.shape())) {
            return null;
        }
        boolean secondIsLater = uses.position(second) > uses.position(first);
        Value later = secondIsLater ? second : first;
        Value earlier = secondIsLater ? first : second;
        Value fused = fuse(later, earlier, uses, copy);
        return fused != null ? fused : fuse(earlier, later, uses, copy);
    }

    private static @Nullable Value fuse(Value sum, Value residual, Uses uses, GraphCopy copy) {
        WeightedNode weighted = WeightedNode.of(uses.producer(sum));
        return weighted != null && uses.isReadOnce(sum)
                ? weighted.copyWith(new PostOp.AddResidual(), List.of(copy.image(residual)), copy)
                : null;
    }
}
