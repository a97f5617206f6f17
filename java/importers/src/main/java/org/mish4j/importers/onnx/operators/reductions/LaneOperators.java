// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.reductions;

import java.util.List;
import java.util.Map;
import org.mish4j.Constant;
import org.mish4j.Shape;
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
        Constant source = node.constant(0).orElseThrow(() -> node.unsupported("its input is not a constant"));
        Constant places = Lanes.firstPlaces(source, axis, count, largest);
        Constant positions = Positions.ofElements(shape, axis, places);
        return List.of(node.known(Slices.gather(source, 1, positions, places.shape())), node.known(places));
    }
}
