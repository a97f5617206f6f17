// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Elements;
import org.mish4j.importers.onnx.constants.Movements;

/** Operators that give a part of their input: Gather, Slice, Split. */
final class SelectionOperators {
    private static final int MAX_RUNS = 64;
    private static final long SLICE_BOUNDS_ARE_INPUTS_SINCE = 10;
    private static final long SPLIT_SIZES_ARE_AN_INPUT_SINCE = 13;

    private SelectionOperators() {}

    static Map<String, OperatorImporter> importers() {
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
        Value gathered = join(node, axis, runs(node, axis, indices));
        Shape shape = Movements.gatheredShape(source, axis, node.shape(1));
        return new Operand.Computed(node.reshape(gathered, shape));
    }

    /** Returns slices of input 0 that hold, one after another, the entries that the indices name. */
    private static List<Value> runs(NodeContext node, int axis, long[] indices) {
        List<Value> runs = new ArrayList<>();
        int start = 0;
        while (start < indices.length) {
            if (runs.size() == MAX_RUNS) {
                throw node.unsupported("its indices have more than %d runs of equal distance".formatted(MAX_RUNS));
            }
            int end = endOfRun(indices, start);
            long step = end - start > 1 ? indices[start + 1] - indices[start] : 1;
            runs.add(sliceOf(node, axis, indices[start], end - start, step));
            start = end;
        }
        return runs;
    }

    private static int endOfRun(long[] indices, int start) {
        if (start + 1 == indices.length || indices[start + 1] <= indices[start]) {
            return start + 1;
        }
        long step = indices[start + 1] - indices[start];
        int end = start + 2;
        while (end < indices.length && indices[end] - indices[end - 1] == step) {
            end++;
        }
        return end;
    }

    private static Value join(NodeContext node, int axis, List<Value> parts) {
        return parts.size() == 1 ? parts.getFirst() : node.add(new Operator.Concat(axis), parts.toArray(Value[]::new));
    }

    private static Value sliceOf(NodeContext node, int axis, long start, long size, long step) {
        Shape source = node.shape(0);
        List<Long> starts = new ArrayList<>(Collections.nCopies(source.rank(), 0L));
        List<Long> steps = new ArrayList<>(Collections.nCopies(source.rank(), 1L));
        List<Long> sizes = LongStream.of(source.toArray()).boxed().collect(ArrayList::new, List::add, List::addAll);
        starts.set(axis, start);
        sizes.set(axis, size);
        steps.set(axis, step);
        return slice(node, starts, sizes, steps);
    }

    private static Value slice(NodeContext node, List<Long> starts, List<Long> sizes, List<Long> steps) {
        boolean whole = Shape.of(sizes).equals(node.shape(0)) && steps.stream().allMatch(step -> step > 0);
        return whole ? node.value(0) : node.add(new Operator.Slice(starts, sizes, steps), node.value(0));
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
            starts[axis] = Math.clamp(fromFront(begins[i], size), 0, last);
            long end = Math.clamp(fromFront(ends[i], size), first, last);
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

    private static Operand sliceOfComputed(NodeContext node, long[] starts, long[] sizes, long[] steps) {
        if (LongStream.of(sizes).anyMatch(size -> size == 0)) {
            throw node.unsupported("its result %s is empty".formatted(Shape.of(sizes)));
        }
        if (LongStream.of(steps).anyMatch(step -> step < 0)) {
            throw node.unsupported("steps are %s, and only positive ones are".formatted(Arrays.toString(steps)));
        }
        return new Operand.Computed(slice(node, boxed(starts), boxed(sizes), boxed(steps)));
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
        if (node.input(0) instanceof Operand.Known known) {
            long[] starts = new long[known.constant().shape().rank()];
            starts[axis] = start;
            long[] sizes = known.constant().shape().withDimension(axis, size).toArray();
            return node.known(Movements.slice(known.constant(), starts, sizes, ones(sizes.length)));
        }
        if (!node.isRead(output)) {
            return node.known(Elements.ofLongs());
        }
        if (size == 0) {
            throw node.unsupported("its result %d is empty".formatted(output));
        }
        return new Operand.Computed(sliceOf(node, axis, start, size, 1));
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
