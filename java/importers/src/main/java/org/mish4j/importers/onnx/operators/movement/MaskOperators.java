// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.movement;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Arithmetic;
import org.mish4j.importers.onnx.constants.Elements;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;
import org.mish4j.importers.onnx.operators.elementwise.CastOperators;
import org.mish4j.internal.folding.FoldingMemory;

/** Operators that make, read or apply masks: Trilu, OneHot, NonZero. */
public final class MaskOperators {
    private static final long NEGATIVE_INDICES_COUNT_FROM_THE_END_SINCE = 11;

    private MaskOperators() {}

    public static Map<String, OperatorImporter> importers() {
        return Map.of(
                "Trilu", OperatorImporter.single(MaskOperators::triangle),
                "OneHot", OperatorImporter.single(MaskOperators::oneHot),
                "NonZero", OperatorImporter.single(MaskOperators::nonZero));
    }

    private static Operand triangle(NodeContext node) {
        Shape shape = node.shape(0);
        if (shape.rank() < 2) {
            throw node.malformed("its input has shape %s, expected at least 2 dimensions".formatted(shape));
        }
        boolean upper = node.attributes().flag("upper", true);
        long diagonal = node.hasInput(1) ? node.onlyLong(1, "k") : 0;
        long rows = shape.dimension(shape.rank() - 2);
        long columns = shape.dimension(shape.rank() - 1);
        Constant mask = FoldingMemory.constant(TensorType.BOOL, Shape.of(rows, columns), segment -> {
            for (long i = 0; i < rows * columns; i++) {
                long distance = i % columns - i / columns;
                boolean kept = upper ? distance >= diagonal : distance <= diagonal;
                segment.set(ValueLayout.JAVA_BYTE, i, (byte) (kept ? 1 : 0));
            }
        });
        Constant zero = Elements.filled(node.typeOf(0), Shape.of(), 0);
        return select(node, node.known(mask), node.input(0), node.known(zero));
    }

    private static Operand oneHot(NodeContext node) {
        Shape indices = node.shape(0);
        int axis = node.axis(node.attributes().integer("axis", -1), indices.rank() + 1);
        long depth = depth(node);
        if (node.shape(2).elementCount() != 2 || node.shape(2).rank() != 1) {
            throw node.malformed("input 2 (values) has shape %s, expected [2]".formatted(node.shape(2)));
        }
        Operand whole = CastOperators.convert(node, node.input(0), TensorType.I64);
        Operand spread = node.reshape(whole, withAxis(indices, axis));
        long[] along =
                IntStream.range(0, indices.rank() + 1 - axis).mapToLong(_ -> 1).toArray();
        along[0] = depth;
        Shape placesShape = Shape.of(along);
        Operand holds = equal(node, spread, places(placesShape, 0));
        if (node.opset() >= NEGATIVE_INDICES_COUNT_FROM_THE_END_SINCE) {
            holds = or(node, holds, equal(node, spread, places(placesShape, -depth)));
        }
        return select(node, holds, value(node, 1), value(node, 0));
    }

    private static long depth(NodeContext node) {
        node.input(1);
        Constant depth = node.constant(1)
                .filter(constant -> constant.shape().elementCount() == 1)
                .orElseThrow(() -> node.unsupported("input 1 (depth) is not a constant of one element"));
        long size = Elements.longAt(depth, 0);
        if (size < 1) {
            throw node.malformed("depth is %d, expected at least 1".formatted(size));
        }
        return size;
    }

    private static Shape withAxis(Shape shape, int axis) {
        List<Long> dimensions =
                new ArrayList<>(Arrays.stream(shape.toArray()).boxed().toList());
        dimensions.add(axis, 1L);
        return Shape.of(dimensions);
    }

    /** Returns the integers from one on. */
    private static Constant places(Shape shape, long first) {
        return FoldingMemory.constant(TensorType.I64, shape, segment -> {
            for (long i = 0; i < shape.elementCount(); i++) {
                segment.setAtIndex(ValueLayout.JAVA_LONG, i, first + i);
            }
        });
    }

    /** Returns one of the two values, without dimensions. */
    private static Operand value(NodeContext node, int index) {
        return node.reshape(Selection.range(node, node.input(2), 0, index, 1), Shape.of());
    }

    private static Operand equal(NodeContext node, Operand indices, Constant places) {
        if (indices instanceof Operand.Known known) {
            Arithmetic.Binary equal = new Arithmetic.Binary((a, b) -> a == b ? 1 : 0, (a, b) -> a == b ? 1 : 0);
            return node.known(Arithmetic.apply(equal, known.constant(), places, TensorType.BOOL));
        }
        Value equal = node.add(
                new Operator.Binary(BinaryKind.EQUAL), node.valueOfAnyType(indices), node.constantValue(places));
        return node.ofType(TensorType.BOOL, equal);
    }

    private static Operand or(NodeContext node, Operand first, Operand second) {
        if (first instanceof Operand.Known left && second instanceof Operand.Known right) {
            Arithmetic.Binary or = new Arithmetic.Binary(Math::max, (a, b) -> a | b);
            return node.known(Arithmetic.apply(or, left.constant(), right.constant()));
        }
        Value largest =
                node.add(new Operator.Binary(BinaryKind.MAX), node.valueOfAnyType(first), node.valueOfAnyType(second));
        return node.ofType(TensorType.BOOL, largest);
    }

    private static Operand select(NodeContext node, Operand condition, Operand first, Operand second) {
        if (condition instanceof Operand.Known mask
                && first instanceof Operand.Known left
                && second instanceof Operand.Known right) {
            return node.known(Arithmetic.where(mask.constant(), left.constant(), right.constant()));
        }
        Value selected = node.add(
                new Operator.Select(),
                node.valueOfAnyType(condition),
                node.valueOfAnyType(first),
                node.valueOfAnyType(second));
        return node.ofType(first.type(), selected);
    }

    /** Returns the coordinates of the elements that are not 0: a row for each dimension. */
    private static Operand nonZero(NodeContext node) {
        node.input(0);
        Constant source = node.constant(0)
                .orElseThrow(() -> node.unsupported(
                        "its input is not a constant, so that the shape of its result is not known at import"));
        Shape shape = source.shape();
        long count = 0;
        for (long i = 0; i < shape.elementCount(); i++) {
            count += Elements.doubleAt(source, i) != 0 ? 1 : 0;
        }
        long columns = count;
        return node.known(FoldingMemory.constant(TensorType.I64, Shape.of(shape.rank(), columns), segment -> {
            long column = 0;
            for (long i = 0; i < shape.elementCount(); i++) {
                if (Elements.doubleAt(source, i) != 0) {
                    long rest = i;
                    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                        segment.setAtIndex(
                                ValueLayout.JAVA_LONG, axis * columns + column, rest % shape.dimension(axis));
                        rest /= shape.dimension(axis);
                    }
                    column++;
                }
            }
        }));
    }
}
