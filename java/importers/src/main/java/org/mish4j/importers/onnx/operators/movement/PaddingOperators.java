// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.movement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Elements;
import org.mish4j.importers.onnx.constants.Movements;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;

/** Pad: with a constant as a concatenation with constants, with the input's own elements as a selection. */
public final class PaddingOperators {
    private static final long PADS_ARE_AN_INPUT_SINCE = 11;

    private PaddingOperators() {}

    public static Map<String, OperatorImporter> importers() {
        return Map.of("Pad", OperatorImporter.single(PaddingOperators::pad));
    }

    private static Operand pad(NodeContext node) {
        String mode = node.attributes().string("mode", "constant");
        Constant element = element(node);
        long[] pads = pads(node);
        Operand result = node.input(0);
        int rank = pads.length / 2;
        for (int axis = 0; axis < rank; axis++) {
            long begin = pads[axis];
            long end = pads[axis + rank];
            if (begin == 0 && end == 0) {
                continue;
            }
            long size = result.shape().dimension(axis);
            if (size + begin + end < 0) {
                throw node.malformed("pads is %s, which leaves nothing of dimension %d of its input %s"
                        .formatted(Arrays.toString(pads), axis, node.shape(0)));
            }
            result = mode.equals("constant")
                    ? withConstant(node, result, axis, begin, end, element)
                    : Selection.of(node, result, axis, indices(node, mode, size, begin, end));
        }
        return result;
    }

    /** Returns an operand with blocks of a constant before and behind it; where pads are negative, with less of it. */
    public static Operand withConstant(
            NodeContext node, Operand operand, int axis, long begin, long end, Constant element) {
        long size = operand.shape().dimension(axis);
        long first = Math.min(size, Math.max(0, -begin));
        long last = Math.max(first, size + Math.min(0, end));
        List<Operand> parts = new ArrayList<>();
        addBlock(node, parts, operand, axis, begin, element);
        if (last > first) {
            parts.add(Selection.range(node, operand, axis, first, last - first));
        }
        addBlock(node, parts, operand, axis, end, element);
        if (parts.isEmpty()) {
            throw node.unsupported("nothing is left of dimension %d of its input".formatted(axis));
        }
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        if (parts.stream().allMatch(Operand.Known.class::isInstance)) {
            return node.known(Movements.concat(
                    parts.stream().map(PaddingOperators::constant).toList(), axis));
        }
        return node.ofType(
                operand.type(),
                node.add(
                        new Operator.Concat(axis),
                        parts.stream().map(node::valueOfAnyType).toArray(Value[]::new)));
    }

    private static Constant constant(Operand operand) {
        return switch (operand) {
            case Operand.Known known -> known.constant();
            case Operand.Computed computed -> throw new IllegalArgumentException(computed + " is no constant");
        };
    }

    private static void addBlock(
            NodeContext node, List<Operand> parts, Operand operand, int axis, long size, Constant element) {
        if (size <= 0) {
            return;
        }
        Shape block = operand.shape().withDimension(axis, size);
        parts.add(node.known(Movements.expand(element, block)));
    }

    /** Returns, for each place of the result's dimension, the place of the input's that it repeats. */
    private static long[] indices(NodeContext node, String mode, long size, long begin, long end) {
        LongUnaryOperator source = switch (mode) {
            case "edge" -> place -> Math.clamp(place, 0, size - 1);
            case "wrap" -> place -> Math.floorMod(place, size);
            case "reflect" ->
                place -> {
                    long last = size - 1;
                    return last == 0 ? 0 : last - Math.abs(Math.floorMod(place, 2 * last) - last);
                };
            default -> throw node.unsupported("mode is %s".formatted(mode));
        };
        long length = size + begin + end;
        if (size == 0 || length == 0 || length > Selection.MAX_PLACES) {
            throw node.unsupported("it makes %d places of %d".formatted(length, size));
        }
        return LongStream.range(-begin, size + end).map(source).toArray();
    }

    /** Returns what to pad with, one element without dimensions of the input's type. */
    private static Constant element(NodeContext node) {
        TensorType type = node.typeOf(0);
        if (node.opset() < PADS_ARE_AN_INPUT_SINCE) {
            return Elements.filled(type, Shape.of(), node.attributes().number("value", 0));
        }
        if (!node.hasInput(2)) {
            return Elements.filled(type, Shape.of(), 0);
        }
        Constant constant =
                node.constant(2).orElseThrow(() -> node.unsupported("input 2 (constant_value) is not a constant"));
        if (constant.shape().elementCount() != 1) {
            throw node.malformed("input 2 (constant_value) is %s, expected one element".formatted(constant));
        }
        return Movements.reshape(Elements.convert(constant, type), Shape.of());
    }

    /** Returns the numbers of elements added at the beginnings of all dimensions, then at their ends. */
    private static long[] pads(NodeContext node) {
        int rank = node.shape(0).rank();
        long[] declared = node.longsOfAttributeOrInput("pads", 1, PADS_ARE_AN_INPUT_SINCE)
                .orElseThrow(() -> node.malformed("pads is missing"));
        long[] axes = node.hasInput(3)
                ? node.longs(3, "axes")
                : LongStream.range(0, rank).toArray();
        if (declared.length != 2 * axes.length) {
            throw node.malformed("pads has %d numbers, expected %d".formatted(declared.length, 2 * axes.length));
        }
        for (long pad : declared) {
            if (Math.abs(pad) > Integer.MAX_VALUE) {
                throw node.malformed("pads has %d, expected at most %d".formatted(pad, Integer.MAX_VALUE));
            }
        }
        long[] pads = new long[2 * rank];
        for (int i = 0; i < axes.length; i++) {
            int axis = node.axis(axes[i], rank);
            pads[axis] = declared[i];
            pads[axis + rank] = declared[i + axes.length];
        }
        return pads;
    }
}
