// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import org.jspecify.annotations.Nullable;
import org.mish4j.Activation;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Value;

/** Replaces x times tanh(softplus(x)), in either order, by Mish. */
final class RecogniseMish extends NodePass {
    @Override
    @Nullable
    Value replace(Node node, Uses uses, GraphCopy copy) {
        if (!node.operator().equals(new Operator.Binary(Operator.BinaryKind.MUL))) {
            return null;
        }
        Value first = node.inputs().get(0);
        Value second = node.inputs().get(1);
        if (isGate(second, first, uses)) {
            return mish(node, first, copy);
        }
        return isGate(first, second, uses) ? mish(node, second, copy) : null;
    }

    private static boolean isGate(Value gate, Value x, Uses uses) {
        Value softplus = uses.argument(gate, Activation.tanh());
        return softplus != null && uses.argument(softplus, Activation.softplus()) == x;
    }

    private static Value mish(Node node, Value x, GraphCopy copy) {
        return copy.add(node.name(), new Operator.Eltwise(Activation.mish()), copy.image(x));
    }
}
