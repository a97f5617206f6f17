// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.graph;

import java.util.List;
import org.mish4j.Operator;
import org.mish4j.Shape;

/** Shape inference of the operators that move elements. */
final class MovementShapes {
    private MovementShapes() {}

    static Shape concat(NodeInputs inputs, Operator.Concat concat) {
        inputs.require(inputs.count() > 0, "no inputs, expected at least 1");
        Shape first = inputs.shape(0);
        int axis = concat.axis();
        inputs.requireAxis(first, axis);
        long size = 0;
        for (int input = 0; input < inputs.count(); input++) {
            Shape shape = inputs.shape(input);
            inputs.require(
                    shape.rank() == first.rank() && shape.withDimension(axis, 1).equals(first.withDimension(axis, 1)),
                    "srcs[0] %s and srcs[%d] %s differ in more than dimension %d",
                    first,
                    input,
                    shape,
                    axis);
            size += shape.dimension(axis);
        }
        return resized(inputs, first, axis, size);
    }

    static Shape slice(NodeInputs inputs, Operator.Slice slice) {
        Shape src = inputs.only();
        inputs.require(
                slice.starts().size() == src.rank()
                        && slice.sizes().size() == src.rank()
                        && slice.steps().size() == src.rank(),
                "starts %s, sizes %s and steps %s are not for the %d dimensions of src %s",
                slice.starts(),
                slice.sizes(),
                slice.steps(),
                src.rank(),
                src);
        for (int axis = 0; axis < src.rank(); axis++) {
            long start = slice.starts().get(axis);
            long size = slice.sizes().get(axis);
            long step = slice.steps().get(axis);
            long available = src.dimension(axis);
            inputs.require(start >= 0, "starts[%d] is %d, expected 0 or more", axis, start);
            inputs.require(size >= 1, "sizes[%d] is %d, expected 1 or more", axis, size);
            inputs.require(step >= 1, "steps[%d] is %d, expected 1 or more", axis, step);
            inputs.require(
                    start < available && size - 1 <= (available - 1 - start) / step,
                    "start %d, size %d, step %d reach past dimension %d of src %s",
                    start,
                    size,
                    step,
                    axis,
                    src);
        }
        return Shape.of(slice.sizes());
    }

    static Shape gather(NodeInputs inputs, Operator.Gather gather) {
        Shape src = inputs.only();
        inputs.requireAxis(src, gather.axis());
        inputs.require(!gather.indices().isEmpty(), "no indices, expected at least 1");
        requireIndices(inputs, gather.indices(), src, gather.axis());
        return resized(inputs, src, gather.axis(), gather.indices().size());
    }

    static Shape interpolate(NodeInputs inputs, Operator.Interpolate interpolate) {
        Shape src = inputs.only();
        inputs.requireAxis(src, interpolate.axis());
        int taps = interpolate.taps();
        int count = interpolate.indices().size();
        inputs.require(
                taps >= 1 && count >= 1 && count % taps == 0,
                "%d indices, expected %d for each place of the result",
                count,
                taps);
        inputs.require(
                interpolate.weights().size() == count,
                "%d weights, expected one for each of %d indices",
                interpolate.weights().size(),
                count);
        requireIndices(inputs, interpolate.indices(), src, interpolate.axis());
        requireFinite(inputs, "weights", interpolate.weights());
        return resized(inputs, src, interpolate.axis(), count / taps);
    }

    static Shape convertImage(NodeInputs inputs, Operator.ConvertImage image) {
        inputs.requireCount(1);
        Shape src = inputs.shape(0);
        inputs.require(src.rank() == 4, "expected src of rank 4, [N, H, W, C], found %s", src);
        long channels = src.dimension(3);
        inputs.require(
                image.scales().size() == channels && image.shifts().size() == channels,
                "%d scales and %d shifts, expected one for each of the %d channels of src %s",
                image.scales().size(),
                image.shifts().size(),
                channels,
                src);
        requireFinite(inputs, "scales", image.scales());
        requireFinite(inputs, "shifts", image.shifts());
        return inputs.result(new long[] {src.dimension(0), channels, src.dimension(1), src.dimension(2)});
    }

    static Shape resizeNearest(NodeInputs inputs, Operator.ResizeNearest resize) {
        inputs.requireCount(1);
        Shape src = inputs.image(resize.scales().size());
        long[] dimensions = src.toArray();
        for (int axis = 2; axis < dimensions.length; axis++) {
            long scale = resize.scales().get(axis - 2);
            inputs.require(
                    scale >= 1 && scale <= Integer.MAX_VALUE,
                    "scales[%d] is %d, expected 1 to %d",
                    axis - 2,
                    scale,
                    Integer.MAX_VALUE);
            dimensions[axis] *= scale;
        }
        return inputs.result(dimensions);
    }

    static Shape reshape(NodeInputs inputs, Operator.Reshape reshape) {
        Shape src = inputs.only();
        inputs.require(
                src.elementCount() == reshape.shape().elementCount(),
                "src %s has %d elements, %s has %d",
                src,
                src.elementCount(),
                reshape.shape(),
                reshape.shape().elementCount());
        return reshape.shape();
    }

    static Shape transpose(NodeInputs inputs, Operator.Transpose transpose) {
        Shape src = inputs.only();
        List<Integer> permutation = transpose.permutation();
        boolean[] seen = new boolean[src.rank()];
        boolean valid = permutation.size() == src.rank();
        for (int axis : permutation) {
            valid = valid && axis >= 0 && axis < seen.length && !seen[axis];
            if (valid) {
                seen[axis] = true;
            }
        }
        inputs.require(valid, "permutation %s does not have each of 0 to rank - 1 once, for src %s", permutation, src);
        long[] dimensions = new long[src.rank()];
        for (int axis = 0; axis < dimensions.length; axis++) {
            dimensions[axis] = src.dimension(permutation.get(axis));
        }
        return inputs.result(dimensions);
    }

    private static void requireIndices(NodeInputs inputs, List<Long> indices, Shape src, int axis) {
        long size = src.dimension(axis);
        for (int i = 0; i < indices.size(); i++) {
            long index = indices.get(i);
            inputs.require(index >= 0 && index < size, "indices[%d] is %d, expected 0 to %d", i, index, size - 1);
        }
    }

    private static void requireFinite(NodeInputs inputs, String argument, List<Float> numbers) {
        for (int i = 0; i < numbers.size(); i++) {
            inputs.require(
                    Float.isFinite(numbers.get(i)),
                    "%s[%d] is %s, expected a finite number",
                    argument,
                    i,
                    numbers.get(i));
        }
    }

    private static Shape resized(NodeInputs inputs, Shape src, int axis, long size) {
        long[] dimensions = src.toArray();
        dimensions[axis] = size;
        return inputs.result(dimensions);
    }
}
