// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.movement;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Arithmetic;
import org.mish4j.importers.onnx.constants.Elements;
import org.mish4j.importers.onnx.constants.Positions;
import org.mish4j.importers.onnx.constants.Slices;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;

/**
 * Operators that read or write the elements that constant indices name: GatherElements, GatherND, ScatterElements, ScatterND.
 * What an inference gives is moved by {@link Operator.Gather}.
 */
public final class IndexedOperators {
    private IndexedOperators() {}

    public static Map<String, OperatorImporter> importers() {
        Map<String, OperatorImporter> importers = new HashMap<>();
        importers.put("GatherElements", OperatorImporter.single(IndexedOperators::gatherElements));
        importers.put("GatherND", OperatorImporter.single(IndexedOperators::gatherSlices));
        importers.put("Scatter", OperatorImporter.single(IndexedOperators::scatterElements));
        importers.put("ScatterElements", OperatorImporter.single(IndexedOperators::scatterElements));
        importers.put("ScatterND", OperatorImporter.single(IndexedOperators::scatterSlices));
        return importers;
    }

    private static Operand gatherElements(NodeContext node) {
        int axis = node.axis(node.attributes().integer("axis", 0), node.shape(0).rank());
        Constant positions = Positions.ofElements(node.shape(0), axis, indices(node));
        return gather(node, 1, positions, node.shape(1));
    }

    private static Operand gatherSlices(NodeContext node) {
        int batchDimensions = Math.toIntExact(node.attributes().integer("batch_dims", 0));
        Shape data = node.shape(0);
        Constant positions = Positions.ofSlices(data, batchDimensions, indices(node));
        Shape slice = sliceShape(node, batchDimensions);
        return gather(node, slice.elementCount(), positions, joined(positions.shape(), slice));
    }

    private static Operand gather(NodeContext node, long elements, Constant positions, Shape result) {
        if (node.input(0) instanceof Operand.Known known) {
            return node.known(Slices.gather(known.constant(), elements, positions, result));
        }
        if (result.elementCount() == 0) {
            throw node.unsupported("its result %s is empty".formatted(result));
        }
        Value slices = node.reshape(node.valueOfAnyType(0), ofSlices(node.shape(0), elements));
        return chosen(node, slices, Elements.longs(positions), result);
    }

    private static Operand scatterElements(NodeContext node) {
        int axis = node.axis(node.attributes().integer("axis", 0), node.shape(0).rank());
        Constant positions = Positions.ofElements(node.shape(0), axis, indices(node));
        return scatter(node, 1, positions, node.shape(1));
    }

    private static Operand scatterSlices(NodeContext node) {
        Constant positions = Positions.ofSlices(node.shape(0), 0, indices(node));
        Shape slice = sliceShape(node, 0);
        return scatter(node, slice.elementCount(), positions, joined(positions.shape(), slice));
    }

    private static Operand scatter(NodeContext node, long elements, Constant positions, Shape updates) {
        String reduction = node.attributes().string("reduction", "none");
        if (!node.shape(2).equals(updates)) {
            throw node.malformed("updates has shape %s, expected %s".formatted(node.shape(2), updates));
        }
        if (node.input(0) instanceof Operand.Known data && node.input(2) instanceof Operand.Known update) {
            return node.known(
                    reduction.equals("none")
                            ? Slices.scatter(data.constant(), elements, positions, update.constant())
                            : Slices.combine(
                                    data.constant(),
                                    elements,
                                    positions,
                                    update.constant(),
                                    function(node, reduction)));
        }
        if (!reduction.equals("none")) {
            throw node.unsupported("its data and updates are not constants, and reduction is %s".formatted(reduction));
        }
        return updates.elementCount() == 0 ? node.input(0) : replaced(node, elements, positions);
    }

    /** Adds a choice among the slices of the data and, behind them, those of the updates. */
    private static Operand replaced(NodeContext node, long elements, Constant positions) {
        Value data = node.reshape(node.valueOfAnyType(0), ofSlices(node.shape(0), elements));
        Value updates = node.reshape(node.valueOfAnyType(2), ofSlices(node.shape(2), elements));
        long slices = data.shape().dimension(0);
        long[] sources = LongStream.range(0, checkedCount(node, slices)).toArray();
        for (long i = 0; i < positions.shape().elementCount(); i++) {
            sources[Math.toIntExact(Elements.longAt(positions, i))] = slices + i;
        }
        Value all = node.add(new Operator.Concat(0), data, updates);
        return chosen(node, all, sources, node.shape(0));
    }

    private static Operand chosen(NodeContext node, Value slices, long[] places, Shape result) {
        checkedCount(node, places.length);
        Operand chosen = Selection.of(node, node.ofType(node.typeOf(0), slices), 0, places);
        return node.reshape(chosen, result);
    }

    private static long checkedCount(NodeContext node, long count) {
        if (count > Selection.MAX_PLACES) {
            throw node.unsupported("it moves %d slices of a tensor that is not a constant, expected at most %d"
                    .formatted(count, Selection.MAX_PLACES));
        }
        return count;
    }

    private static Constant indices(NodeContext node) {
        node.input(1);
        return node.constant(1).orElseThrow(() -> node.unsupported("input 1 (indices) is not a constant"));
    }

    private static Arithmetic.Binary function(NodeContext node, String reduction) {
        return switch (reduction) {
            case "add" -> new Arithmetic.Binary(Double::sum, Long::sum);
            case "mul" -> new Arithmetic.Binary((a, b) -> a * b, (a, b) -> a * b);
            case "min" -> new Arithmetic.Binary(Math::min, Math::min);
            case "max" -> new Arithmetic.Binary(Math::max, Math::max);
            default ->
                throw node.malformed("reduction is %s, expected none, add, mul, min or max".formatted(reduction));
        };
    }

    /** Returns the dimensions of the data that indices do not name. */
    private static Shape sliceShape(NodeContext node, int batchDimensions) {
        long[] data = node.shape(0).toArray();
        int named = (int) node.shape(1).dimension(node.shape(1).rank() - 1);
        return Shape.of(Arrays.copyOfRange(data, batchDimensions + named, data.length));
    }

    private static Shape joined(Shape first, Shape second) {
        return Shape.of(LongStream.concat(Arrays.stream(first.toArray()), Arrays.stream(second.toArray()))
                .toArray());
    }

    private static Shape ofSlices(Shape shape, long elements) {
        return Shape.of(shape.elementCount() / elements, elements);
    }
}
