// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;

/**
 * Removes what computes nothing: nodes whose result is their input, all but the last of reshapes in a row, nodes
 * without readers.
 */
final class RemoveNoOps implements Pass {
    private final NodePass nodes = new Nodes();
    private final Pass deadNodes = new RemoveDeadNodes();

    @Override
    public Graph apply(Graph graph) {
        return deadNodes.apply(nodes.apply(graph));
    }

    private static final class Nodes extends NodePass {
        @Override
        @Nullable
        Value replace(Node node, Uses uses, GraphCopy copy) {
            if (isIdentity(node)) {
                return copy.image(node.inputs().getFirst());
            }
            if (node.operator() instanceof Operator.Reshape) {
                Node previous = uses.producer(node.inputs().getFirst());
                if (previous != null && previous.operator() instanceof Operator.Reshape) {
                    return copy.add(
                            node.name(),
                            node.operator(),
                            copy.image(previous.inputs().getFirst()));
                }
            }
            return null;
        }

        private static boolean isIdentity(Node node) {
            Shape src = node.inputs().getFirst().shape();
            return switch (node.operator()) {
                case Operator.Reshape(var shape) -> shape.equals(src);
                case Operator.Transpose(var permutation) ->
                    IntStream.range(0, src.rank()).allMatch(axis -> permutation.get(axis) == axis);
                case Operator.Slice _, Operator.ResizeNearest _ ->
                    node.output().shape().equals(src);
                case Operator.Concat _ -> node.inputs().size() == 1;
                case Operator.Eltwise(var activation) -> activation.equals(Activation.linear(1, 0));
                default -> false;
            };
        }
    }
}
