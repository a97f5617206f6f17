// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mish4j.Constant;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Value;
import org.mish4j.internal.reference.ReferenceEvaluator;

/**
 * Computes nodes that read nothing but constants. Leaves those with a huge result, which is better computed than
 * stored, and batch normalisations, which {@link LowerBatchNormalization} replaces.
 */
final class FoldConstants extends NodePass {
    private static final long MAX_ELEMENTS = 1L << 24;

    @Override
    @Nullable
    Value replace(Node node, Uses uses, GraphCopy copy) {
        if (node.operator() instanceof Operator.BatchNormalization
                || node.output().shape().elementCount() > MAX_ELEMENTS) {
            return null;
        }
        List<Constant> constants = new ArrayList<>();
        for (Value input : node.inputs()) {
            Constant constant = copy.image(input).constant();
            if (constant == null) {
                return null;
            }
            constants.add(constant);
        }
        return copy.constant(node.name(), ReferenceEvaluator.evaluate(node.operator(), constants));
    }
}
