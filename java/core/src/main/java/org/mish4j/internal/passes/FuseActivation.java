// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Value;

/**
 * Makes an element-wise function a post-op of the convolution or matrix product before it, if that has no other reader.
 */
final class FuseActivation extends NodePass {
    @Override
    @Nullable
    Value replace(Node node, Uses uses, GraphCopy copy) {
        if (!(node.operator() instanceof Operator.Eltwise(var activation))) {
            return null;
        }
        Value src = node.inputs().getFirst();
        WeightedNode weighted = WeightedNode.of(uses.producer(src));
        return weighted != null && uses.isReadOnce(src)
                ? weighted.copyWith(new PostOp.Apply(activation), List.of(), copy)
                : null;
    }
}
