// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Operator.PoolingKind;
import org.mish4j.Shape;
import org.mish4j.Value;

/**
 * Gives poolings over whole images one form, {@link Operator.GlobalPooling}: means over all of the spatial axes, and
 * poolings with a window as large as the image.
 */
final class CanonicalizePooling extends NodePass {
    @Override
    @Nullable
    Value replace(Node node, Uses uses, GraphCopy copy) {
        return switch (node.operator()) {
            case Operator.Reduce reduce
            when isMeanOverImages(reduce, srcShape(node)) -> {
                Value pooled = pool(node, PoolingKind.AVERAGE_EXCLUDE_PADDING, copy);
                yield reduce.keepDimensions()
                        ? pooled
                        : copy.add(
                                node.name(), new Operator.Reshape(node.output().shape()), pooled);
            }
            case Operator.Pooling pooling when coversImage(pooling, srcShape(node)) -> pool(node, pooling.kind(), copy);
            case Operator.GlobalPooling(var kind)
            when kind == PoolingKind.AVERAGE_INCLUDE_PADDING -> pool(node, kind, copy);
            default -> null;
        };
    }

    private static Shape srcShape(Node node) {
        return node.inputs().getFirst().shape();
    }

    private static Value pool(Node node, PoolingKind kind, GraphCopy copy) {
        PoolingKind unpadded = kind == PoolingKind.MAX ? kind : PoolingKind.AVERAGE_EXCLUDE_PADDING;
        return copy.add(
                node.name(),
                new Operator.GlobalPooling(unpadded),
                copy.image(node.inputs().getFirst()));
    }

    private static boolean isMeanOverImages(Operator.Reduce reduce, Shape src) {
        Set<Integer> spatialAxes = IntStream.range(2, src.rank()).boxed().collect(Collectors.toSet());
        return reduce.kind() == Operator.ReductionKind.MEAN
                && src.rank() >= 3
                && src.rank() <= 5
                && spatialAxes.equals(new HashSet<>(reduce.axes()));
    }

    private static boolean coversImage(Operator.Pooling pooling, Shape src) {
        List<Long> image =
                IntStream.range(2, src.rank()).mapToObj(src::dimension).toList();
        return pooling.kernel().equals(image)
                && pooling.window().padsBegin().stream().allMatch(pad -> pad == 0)
                && pooling.window().padsEnd().stream().allMatch(pad -> pad == 0);
    }
}
