// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.mish4j.Constant;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.internal.reference.ReferenceEvaluator;

/**
 * Takes from a convolution's constant kernel the outer elements that meet nothing but padding, and as much of the padding:
 * of a 3x3 kernel on an image of one pixel only the middle is left, and of one whose dilation is larger than the image,
 * too.
 */
final class CropKernels extends NodePass {
    @Override
    @Nullable
    Value replace(Node node, Uses uses, GraphCopy copy) {
        WeightedNode weighted = WeightedNode.of(node);
        if (weighted == null || !(node.operator() instanceof Operator.Convolution convolution)) {
            return null;
        }
        Constant weights = weighted.weights().constant();
        if (weights == null) {
            return null;
        }
        List<Extent> extents = new ArrayList<>();
        for (int axis = 0; axis < convolution.window().spatialRank(); axis++) {
            extents.add(
                    Extent.of(node, convolution.window(), axis).croppedAtBegin().croppedAtEnd());
        }
        List<Long> starts = new ArrayList<>(List.of(0L, 0L));
        List<Long> sizes = new ArrayList<>(
                List.of(weights.shape().dimension(0), weights.shape().dimension(1)));
        for (Extent extent : extents) {
            starts.add(extent.begin);
            sizes.add(extent.kernel);
        }
        if (weights.shape().equals(Shape.of(sizes))) {
            return null;
        }
        Operator.Slice slice = new Operator.Slice(starts, sizes, Collections.nCopies(sizes.size(), 1L));
        Constant cropped = ReferenceEvaluator.evaluate(slice, List.of(weights));
        Window window = new Window(
                convolution.window().strides(),
                convolution.window().dilations(),
                extents.stream().map(Extent::padBegin).toList(),
                extents.stream().map(Extent::padEnd).toList());
        List<Value> inputs = new ArrayList<>(copy.images(node.inputs()));
        inputs.set(1, copy.constant(weighted.weights().name(), cropped));
        return copy.add(
                node.name(),
                new Operator.Convolution(convolution.groups(), window, convolution.hasBias(), convolution.postOps()),
                inputs);
    }

    /**
     * A convolution along one spatial dimension.
     *
     * @param begin how many elements were taken from the kernel's begin
     */
    private record Extent(
            long image, long result, long stride, long dilation, long kernel, long padBegin, long padEnd, long begin) {
        static Extent of(Node node, Window window, int axis) {
            return new Extent(
                    node.inputs().get(0).shape().dimension(axis + 2),
                    node.output().shape().dimension(axis + 2),
                    window.strides().get(axis),
                    window.dilations().get(axis),
                    node.inputs().get(1).shape().dimension(axis + 2),
                    window.padsBegin().get(axis),
                    window.padsEnd().get(axis),
                    0);
        }

        Extent croppedAtBegin() {
            if (kernel == 1 || padBegin < dilation || meetsImage(0)) {
                return this;
            }
            Extent shorter =
                    new Extent(image, result, stride, dilation, kernel - 1, padBegin - dilation, padEnd, begin + 1);
            return shorter.croppedAtBegin();
        }

        Extent croppedAtEnd() {
            if (kernel == 1 || padEnd < dilation || meetsImage(kernel - 1)) {
                return this;
            }
            Extent shorter =
                    new Extent(image, result, stride, dilation, kernel - 1, padBegin, padEnd - dilation, begin);
            return shorter.croppedAtEnd();
        }

        private boolean meetsImage(long element) {
            long first = element * dilation - padBegin;
            return LongStream.range(0, result)
                    .map(place -> first + place * stride)
                    .anyMatch(position -> position >= 0 && position < image);
        }
    }
}
