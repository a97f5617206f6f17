// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.movement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.importers.onnx.constants.Movements;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;

/** Operators that give a part of their input: Gather, Slice, Split. */
public final class SelectionOperators {
    private static final long SLICE_BOUNDS_ARE_INPUTS_SINCE = 10;
    private static final long SPLIT_SIZES_ARE_AN_INPUT_SINCE = 13;

    private SelectionOperators() {}

    public static Map<String, OperatorImporter> importers() {
        return Map.of(
                "Gather", OperatorImporter.single(SelectionOperators::gather),
                "Slice", OperatorImporter.single(SelectionOperators::slice),
                "Split", SelectionOperators::split);
    }

    private static Operand gather(NodeContext node) {
        Shape source = node.shape(0);
        int axis = node.axis(node.attributes().integer("axis", 0), source.rank());
        long size = source.dimension(axis);
        long[] indices = node.longs(1, "indices");
        for (int i = 0; i < indices.length; i++) {
            if (indices[i] < -size || indices[i] >= size) {
                throw node.malformed(
                        "index %d is not within dimension %d of its input %s".formatted(indices[i], axis, source));
            }
            indices[i] += indices[i] < 0 ? size : 0;
        }
        if (node.input(0) instanceof Operand.Known known) {
            return node.known(Movements.gather(known.constant(), axis, indices, node.shape(1)));
        }
        if (indices.length == 0) {
            throw node.unsupported("there are no indices");
        }
        Operand gathered = Selection.of(node, node.input(0), axis, indices);
        return node.reshape(gathered, Movements.gatheredShape(source, axis, node.shape(1)));
    }

    private static Operand slice(NodeContext node) {
        Shape source = node.shape(0);
        boolean ofInputs = node.opset() >= SLICE_BOUNDS_ARE_INPUTS_SINCE;
        long[] begins = required(node, "starts", 1);
        long[] ends = required(node, "ends", 2);
        long[] axes = node.longsOfAttributeOrInput("axes", 3, SLICE_BOUNDS_ARE_INPUTS_SINCE)
                .orElseGet(() -> LongStream.range(0, begins.length).toArray());
        long[] declaredSteps = ofInputs && node.hasInput(4) ? node.longs(4, "steps") : ones(begins.length);
        if (ends.length != begins.length || axes.length != begins.length || declaredSteps.length != begins.length) {
            throw node.malformed("starts, ends, axes and steps have %d, %d, %d and %d elements"
                    .formatted(begins.length, ends.length, axes.length, declaredSteps.length));
        }
        long[] starts = new long[source.rank()];
        long[] sizes = source.toArray();
        long[] steps = ones(source.rank());
        for (int i = 0; i < begins.length; i++) {
            int axis = node.axis(axes[i], source.rank());
            long size = source.dimension(axis);
            long step = declaredSteps[i];
            if (step == 0) {
                throw node.malformed("a step is 0");
            }
            long last = step > 0 ? size : size - 1;
            long first = step > 0 ? 0 : -1;
            starts[axis] = Math.clamp(fromFront(begins[i], size), 0, Math.max(0, last));
            long end = Math.clamp(fromFront(ends[i], size), first, Math.max(first, last));
            steps[axis] = step;
            sizes[axis] = Math.max(
                    0,
                    step > 0
                            ? Math.ceilDiv(end - starts[axis], step)
                            : Math.ceilDiv(starts[axis] - end, step == Long.MIN_VALUE ? Long.MAX_VALUE : -step));
        }
        if (node.input(0) instanceof Operand.Known known) {
            return node.known(Movements.slice(known.constant(), starts, sizes, steps));
        }
        return sliceOfComputed(node, starts, sizes, steps);
    }

    /** Adds a slice for the dimensions with positive steps, and a selection for each other. */
    private static Operand sliceOfComputed(NodeContext node, long[] starts, long[] sizes, long[] steps) {
        if (LongStream.of(sizes).anyMatch(size -> size == 0)) {
            throw node.unsupported("its result %s is empty".formatted(Shape.of(sizes)));
        }
        long[] forwardStarts = starts.clone();
        long[] forwardSizes = sizes.clone();
        long[] forwardSteps = steps.clone();
        for (int axis = 0; axis < steps.length; axis++) {
            if (steps[axis] < 0) {
                forwardStarts[axis] = 0;
                forwardSizes[axis] = node.shape(0).dimension(axis);
                forwardSteps[axis] = 1;
            }
        }
        Operand result = forward(node, forwardStarts, forwardSizes, forwardSteps);
        for (int axis = 0; axis < steps.length; axis++) {
            if (steps[axis] < 0) {
                long start = starts[axis];
                long step = steps[axis];
                long[] indices = LongStream.range(0, sizes[axis])
                        .map(place -> start + place * step)
                        .toArray();
                result = Selection.of(node, result, axis, indices);
            }
        }
        return result;
    }

    private static Operand forward(NodeContext node, long[] starts, long[] sizes, long[] steps) {
        if (Shape.of(sizes).equals(node.shape(0))) {
            return node.input(0);
        }
        return node.addMovement(new Operator.Slice(boxed(starts), boxed(sizes), boxed(steps)), node.input(0));
    }

    private static long[] required(NodeContext node, String name, int input) {
        return node.longsOfAttributeOrInput(name, input, SLICE_BOUNDS_ARE_INPUTS_SINCE)
                .orElseThrow(() -> node.malformed("%s is missing".formatted(name)));
    }

    private static long fromFront(long index, long size) {
        return index < 0 ? index + size : index;
    }

    private static List<Operand> split(NodeContext node) {
        Shape source = node.shape(0);
        int axis = node.axis(node.attributes().integer("axis", 0), source.rank());
        long size = source.dimension(axis);
        long parts = node.attributes().integer("num_outputs", node.outputCount());
        if (parts != node.outputCount()) {
            throw node.malformed("num_outputs is %d, and it has %d results".formatted(parts, node.outputCount()));
        }
        long[] sizes = node.longsOfAttributeOrInput("split", 1, SPLIT_SIZES_ARE_AN_INPUT_SINCE)
                .orElseGet(() -> equalParts(size, node.outputCount()));
        if (sizes.length != node.outputCount()
                || LongStream.of(sizes).anyMatch(part -> part < 0 || part > size)
                || LongStream.of(sizes).sum() != size) {
            throw node.malformed("split is %s for %d results, dimension %d of its input has %d elements"
                    .formatted(Arrays.toString(sizes), node.outputCount(), axis, size));
        }
        List<Operand> results = new ArrayList<>();
        long start = 0;
        for (int i = 0; i < sizes.length; i++) {
            results.add(part(node, i, axis, start, sizes[i]));
            start += sizes[i];
        }
        return results;
    }

    private static Operand part(NodeContext node, int output, int axis, long start, long size) {
        if (node.input(0) instanceof Operand.Known || (size > 0 && node.isRead(output))) {
            return Selection.range(node, node.input(0), axis, start, size);
        }
        if (node.isRead(output)) {
            throw node.unsupported("its result %d is empty".formatted(output));
        }
        return node.input(0);
    }

    private static long[] equalParts(long size, int count) {
        long part = Math.ceilDiv(size, Math.max(1, count));
        long[] sizes = new long[count];
        long left = size;
        for (int i = 0; i < count; i++) {
            sizes[i] = Math.min(part, left);
            left -= sizes[i];
        }
        return sizes;
    }

    private static long[] ones(int count) {
        long[] ones = new long[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static List<Long> boxed(long[] numbers) {
        return LongStream.of(numbers).boxed().toList();
    }
}
