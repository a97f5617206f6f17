// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mish4j.Constant;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Value;
import org.mish4j.internal.folding.NotEnoughMemoryException;
import org.mish4j.internal.reference.ReferenceEvaluator;

/**
 * Computes nodes that read nothing but constants. Leaves those whose result the memory does not hold, and batch normalisations, which {@link LowerBatchNormalization} replaces.
 */
final class FoldConstants extends NodePass {
    @Override
    @Nullable
    Value replace(Node node, Uses uses, GraphCopy copy) {
        if (node.operator() instanceof Operator.BatchNormalization) {
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
        try {
            return copy.constant(node.name(), ReferenceEvaluator.evaluate(node.operator(), constants));
        } catch (NotEnoughMemoryException _) {
            return null;
        }
    }
}
