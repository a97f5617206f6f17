// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Operator.PoolingKind;
import org.mish4j.Operator.ReductionKind;
import org.mish4j.Shape;
import org.mish4j.Value;

/**
 * Gives poolings over whole images one form, {@link Operator.Reduce} over the spatial axes, which keeps these; a reshape
 * drops them.
 */
final class CanonicalizePooling extends NodePass {
    @Override
    @Nullable
    Value replace(Node node, Uses uses, GraphCopy copy) {
        Value src = node.inputs().getFirst();
        int rank = src.shape().rank();
        return switch (node.operator()) {
            case Operator.Pooling pooling
            when coversImage(pooling, src.shape()) ->
                copy.add(node.name(), Operator.Reduce.ofImages(reduction(pooling.kind()), rank), copy.image(src));
            case Operator.Reduce(var kind, var axes, boolean keepDimensions)
            when !keepDimensions && isPooling(kind) && new Operator.Reduce(kind, axes, true).isOfImages(rank) -> {
                Value pooled = copy.add(node.name(), Operator.Reduce.ofImages(kind, rank), copy.image(src));
                yield copy.add(node.name(), new Operator.Reshape(node.output().shape()), pooled);
            }
            default -> null;
        };
    }

    private static boolean isPooling(ReductionKind kind) {
        return kind == ReductionKind.MEAN || kind == ReductionKind.MAX;
    }

    private static ReductionKind reduction(PoolingKind kind) {
        return kind == PoolingKind.MAX ? ReductionKind.MAX : ReductionKind.MEAN;
    }

    private static boolean coversImage(Operator.Pooling pooling, Shape src) {
        List<Long> image =
                IntStream.range(2, src.rank()).mapToObj(src::dimension).toList();
        return pooling.kernel().equals(image)
                && pooling.window().padsBegin().stream().allMatch(pad -> pad == 0)
                && pooling.window().padsEnd().stream().allMatch(pad -> pad == 0);
    }
}
