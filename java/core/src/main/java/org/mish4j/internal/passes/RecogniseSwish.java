// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import org.jspecify.annotations.Nullable;
import org.mish4j.Activation;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Value;

/** Replaces x times sigmoid(x), in either order, by Swish. */
final class RecogniseSwish extends NodePass {
    @Override
    @Nullable
    Value replace(Node node, Uses uses, GraphCopy copy) {
        if (!node.operator().equals(new Operator.Binary(Operator.BinaryKind.MUL))) {
            return null;
        }
        Value first = node.inputs().get(0);
        Value second = node.inputs().get(1);
        if (uses.argument(second, Activation.sigmoid()) == first) {
            return swish(node, first, copy);
        }
        return uses.argument(first, Activation.sigmoid()) == second ? swish(node, second, copy) : null;
    }

    private static Value swish(Node node, Value x, GraphCopy copy) {
        return copy.add(node.name(), new Operator.Eltwise(Activation.swish()), copy.image(x));
    }
}
