// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.reductions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Operator.ArgKind;
import org.mish4j.Operator.TopKResult;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Lanes;
import org.mish4j.importers.onnx.constants.Positions;
import org.mish4j.importers.onnx.constants.Slices;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;

/** Operators on all the elements along an axis together: CumSum, TopK. */
public final class LaneOperators {
    private static final long COUNT_IS_AN_INPUT_SINCE = 10;

    private LaneOperators() {}

    public static Map<String, OperatorImporter> importers() {
        return Map.of("CumSum", OperatorImporter.single(LaneOperators::cumulativeSum), "TopK", LaneOperators::first);
    }

    private static Operand cumulativeSum(NodeContext node) {
        boolean exclusive = node.attributes().flag("exclusive", false);
        boolean reverse = node.attributes().flag("reverse", false);
        int axis = node.axis(node.onlyLong(1, "axis"), node.shape(0).rank());
        node.input(0);
        Constant source = node.constant(0).orElseThrow(() -> node.unsupported("its input is not a constant"));
        return node.known(Lanes.cumulativeSum(source, axis, exclusive, reverse));
    }

    private static List<Operand> first(NodeContext node) {
        Shape shape = node.shape(0);
        int axis = node.axis(node.attributes().integer("axis", -1), shape.rank());
        boolean largest = node.attributes().flag("largest", true);
        // What is not asked to be sorted may be.
        node.attributes().ignore("sorted");
        long count = node.opset() >= COUNT_IS_AN_INPUT_SINCE
                ? node.onlyLong(1, "K")
                : node.attributes().integer("k", -1);
        if (count < 0 || count > shape.dimension(axis)) {
            throw node.malformed("K is %d, expected 0 to %d, the size of dimension %d of its input %s"
                    .formatted(count, shape.dimension(axis), axis, shape));
        }
        node.input(0);
        Optional<Constant> source = node.constant(0);
        if (source.isPresent()) {
            Constant places = Lanes.firstPlaces(source.get(), axis, count, largest);
            Constant positions = Positions.ofElements(shape, axis, places);
            return List.of(node.known(Slices.gather(source.get(), 1, positions, places.shape())), node.known(places));
        }
        if (count == 0) {
            throw node.unsupported("K is 0, so that its results are empty");
        }
        ArgKind kind = largest ? ArgKind.MAX : ArgKind.MIN;
        Value elements = node.add(new Operator.TopK(kind, axis, count, TopKResult.ELEMENTS), node.valueOfAnyType(0));
        Value places = node.add(new Operator.TopK(kind, axis, count, TopKResult.PLACES), node.valueOfAnyType(0));
        return List.of(node.ofType(node.typeOf(0), elements), node.ofType(TensorType.I64, places));
    }
}
