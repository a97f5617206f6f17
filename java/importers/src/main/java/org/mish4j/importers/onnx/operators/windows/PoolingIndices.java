// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.windows;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.importers.onnx.constants.Elements;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.operators.movement.PaddingOperators;
import org.mish4j.internal.folding.FoldingMemory;

/** The second result of MaxPool: where in the input its maxima are. */
final class PoolingIndices {
    /** Beyond it a float does not tell all elements of the input apart. */
    private static final long MAX_SOURCE_ELEMENTS = 1L << 24;

    private static final long MAX_TAPS = 256;

    private final NodeContext node;
    private final List<Long> kernel;
    private final Window window;
    private final Shape source;
    private final Shape result;

    private PoolingIndices(NodeContext node, List<Long> kernel, Window window, Shape result) {
        this.node = node;
        this.kernel = kernel;
        this.window = window;
        this.source = node.shape(0);
        this.result = result;
    }

    /**
     * Adds the indices of the maxima in the input, of which the first counts where there are several.
     *
     * @param result the shape of the first result
     * @param columnMajor whether the first spatial dimension is the one whose elements count as neighbours
     */
    static Operand add(NodeContext node, List<Long> kernel, Window window, Shape result, boolean columnMajor) {
        PoolingIndices indices = new PoolingIndices(node, kernel, window, result);
        indices.requireSmall();
        return node.ofType(TensorType.I64, indices.ofTaps(indices.largestTaps(), indices.strides(columnMajor)));
    }

    private void requireSmall() {
        long taps = kernel.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
        if (taps > MAX_TAPS || source.elementCount() > MAX_SOURCE_ELEMENTS) {
            throw node.unsupported(
                    "its result 1 is read, with kernel %s and input %s, expected at most %d and %d elements"
                            .formatted(kernel, source, MAX_TAPS, MAX_SOURCE_ELEMENTS));
        }
    }

    /** Returns how far apart in the input neighbours of each spatial dimension are. */
    private long[] strides(boolean columnMajor) {
        int rank = kernel.size();
        long[] strides = new long[rank];
        long stride = 1;
        for (int i = 0; i < rank; i++) {
            int axis = columnMajor ? i : rank - 1 - i;
            strides[axis] = stride;
            stride *= source.dimension(axis + 2);
        }
        return strides;
    }

    /** Adds, for each place of the result, the number of the largest element in its window. */
    private Value largestTaps() {
        Operand padded = new Operand.Computed(node.valueOfAnyType(0));
        Constant lowest = Elements.filled(TensorType.F32, Shape.of(), Double.NEGATIVE_INFINITY);
        for (int axis = 0; axis < kernel.size(); axis++) {
            long begin = window.padsBegin().get(axis);
            long end = window.padsEnd().get(axis);
            if (begin > 0 || end > 0) {
                padded = PaddingOperators.withConstant(node, padded, axis + 2, begin, end, lowest);
            }
        }
        Value src = node.valueOfAnyType(padded);
        List<Long> sizes = Arrays.stream(result.toArray()).boxed().toList();
        List<Long> steps = new ArrayList<>(List.of(1L, 1L));
        steps.addAll(window.strides());
        Shape layer = Shape.of(1, result.elementCount());
        long[] tap = new long[kernel.size()];
        List<Value> taps = new ArrayList<>();
        do {
            List<Long> starts = new ArrayList<>(Collections.nCopies(2, 0L));
            for (int axis = 0; axis < tap.length; axis++) {
                starts.add(tap[axis] * window.dilations().get(axis));
            }
            taps.add(node.reshape(node.add(new Operator.Slice(starts, sizes, steps), src), layer));
        } while (advance(tap));
        Value joined = node.add(new Operator.Concat(0), taps.toArray(Value[]::new));
        Operator largest = new Operator.ArgReduce(Operator.ArgKind.MAX, 0, false, false);
        return node.reshape(node.add(largest, joined), result);
    }

    /** Moves to the next tap of the kernel in row-major order; returns false after the last. */
    private boolean advance(long[] tap) {
        for (int axis = tap.length - 1; axis >= 0; axis--) {
            if (++tap[axis] < kernel.get(axis)) {
                return true;
            }
            tap[axis] = 0;
        }
        return false;
    }

    /**
     * Adds the index of a window's start to what lies between it and the tap, a multiple of its place on each axis. The place
     * is 0 on an axis where the kernel has one element.
     */
    private Value ofTaps(Value taps, long[] strides) {
        Value sum = node.constantValue(starts(strides));
        Value rest = taps;
        long inner = kernel.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
        for (int axis = 0; axis < strides.length; axis++) {
            if (kernel.get(axis) == 1) {
                continue;
            }
            inner /= kernel.get(axis);
            Value place = rest;
            if (inner > 1) {
                // Half a tap more keeps the quotient away from the whole numbers, where rounding would matter.
                Value quotient = node.add(new Operator.Eltwise(Activation.linear(1f / inner, 0.5f / inner)), rest);
                place = node.add(new Operator.Eltwise(Activation.floor()), quotient);
                Value whole = node.add(new Operator.Eltwise(Activation.linear((float) inner, 0)), place);
                rest = node.add(new Operator.Binary(BinaryKind.SUB), rest, whole);
            }
            float distance = window.dilations().get(axis) * strides[axis];
            Value part = node.add(new Operator.Eltwise(Activation.linear(distance, 0)), place);
            sum = node.add(new Operator.Binary(BinaryKind.ADD), part, sum);
        }
        return sum;
    }

    /** Returns, for each place of the result, the index of its window's first element, which may lie in the padding. */
    private Constant starts(long[] strides) {
        long plane = 1;
        for (int axis = 0; axis < strides.length; axis++) {
            plane *= source.dimension(axis + 2);
        }
        long planeElements = plane;
        return FoldingMemory.constant(TensorType.F32, result, segment -> {
            for (long i = 0; i < result.elementCount(); i++) {
                long index = 0;
                long outer = i;
                for (int axis = strides.length - 1; axis >= 0; axis--) {
                    long size = result.dimension(axis + 2);
                    long start = outer % size * window.strides().get(axis)
                            - window.padsBegin().get(axis);
                    index += start * strides[axis];
                    outer /= size;
                }
                segment.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) (index + outer * planeElements));
            }
        });
    }
}
