// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Broadcast;
import org.mish4j.importers.onnx.constants.Elements;

/** Pad with a constant, as a concatenation with constants. */
final class PaddingOperators {
    private static final long PADS_ARE_AN_INPUT_SINCE = 11;

    private PaddingOperators() {}

    static Map<String, OperatorImporter> importers() {
        return Map.of("Pad", OperatorImporter.single(PaddingOperators::pad));
    }

    private static Operand pad(NodeContext node) {
        String mode = node.attributes().string("mode", "constant");
        float element = element(node);
        long[] pads = pads(node);
        if (LongStream.of(pads).allMatch(pad -> pad == 0)) {
            return node.input(0);
        }
        if (!mode.equals("constant")) {
            throw node.unsupported("mode is %s, and only constant is".formatted(mode));
        }
        if (LongStream.of(pads).anyMatch(pad -> pad < 0)) {
            throw node.unsupported("pads is %s, and negative padding is cropping".formatted(Arrays.toString(pads)));
        }
        Value result = node.value(0);
        int rank = pads.length / 2;
        for (int axis = 0; axis < rank; axis++) {
            List<Value> parts = new ArrayList<>();
            addBlock(node, parts, result.shape(), axis, pads[axis], element);
            parts.add(result);
            addBlock(node, parts, result.shape(), axis, pads[axis + rank], element);
            result = parts.size() == 1 ? result : node.add(new Operator.Concat(axis), parts.toArray(Value[]::new));
        }
        return new Operand.Computed(result);
    }

    private static void addBlock(NodeContext node, List<Value> parts, Shape shape, int axis, long size, float element) {
        if (size == 0) {
            return;
        }
        Shape block = shape.withDimension(axis, size);
        if (block.elementCount() > Broadcast.MAX_ELEMENTS) {
            throw node.unsupported("it adds a block of shape %s".formatted(block));
        }
        parts.add(node.constantValue(Elements.filled(TensorType.F32, block, element)));
    }

    private static float element(NodeContext node) {
        if (node.opset() < PADS_ARE_AN_INPUT_SINCE) {
            return node.attributes().number("value", 0);
        }
        if (!node.hasInput(2)) {
            return 0;
        }
        Constant constant =
                node.constant(2).orElseThrow(() -> node.unsupported("input 2 (constant_value) is not a constant"));
        if (constant.shape().elementCount() != 1) {
            throw node.malformed("input 2 (constant_value) is %s, expected one element".formatted(constant));
        }
        return (float) Elements.doubleAt(constant, 0);
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
        long[] pads = new long[2 * rank];
        for (int i = 0; i < axes.length; i++) {
            int axis = node.axis(axes[i], rank);
            pads[axis] = declared[i];
            pads[axis + rank] = declared[i + axes.length];
        }
        return pads;
    }
}
