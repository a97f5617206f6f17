// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mish4j.Constant;
import org.mish4j.Shape;
import org.mish4j.importers.onnx.constants.Elements;
import org.mish4j.importers.onnx.constants.Movements;
import org.mish4j.importers.onnx.nodes.Attributes;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;
import org.mish4j.importers.onnx.proto.TensorProto;

/** Operators whose result is known at import: constants, shapes, ranges. */
final class ConstantOperators {
    private ConstantOperators() {}

    static Map<String, OperatorImporter> importers() {
        Map<String, OperatorImporter> importers = new HashMap<>();
        importers.put("Constant", OperatorImporter.single(ConstantOperators::constant));
        importers.put("ConstantOfShape", OperatorImporter.single(ConstantOperators::constantOfShape));
        importers.put("Shape", OperatorImporter.single(ConstantOperators::shape));
        importers.put("Size", OperatorImporter.single(ConstantOperators::size));
        importers.put("Range", OperatorImporter.single(ConstantOperators::range));
        return importers;
    }

    private static Operand constant(NodeContext node) {
        Attributes attributes = node.attributes();
        Optional<TensorProto> tensor = attributes.tensor("value");
        if (tensor.isPresent()) {
            return node.known(node.decode(tensor.get()));
        }
        if (attributes.has("value_float")) {
            return node.known(Constant.ofFloats(Shape.of(), attributes.number("value_float", 0)));
        }
        if (attributes.has("value_int")) {
            return node.known(Constant.ofLongs(Shape.of(), attributes.integer("value_int", 0)));
        }
        Optional<float[]> floats = attributes.numbers("value_floats");
        if (floats.isPresent()) {
            return node.known(Constant.ofFloats(Shape.of(floats.get().length), floats.get()));
        }
        Optional<long[]> integers = attributes.integers("value_ints");
        if (integers.isPresent()) {
            return node.known(Elements.ofLongs(integers.get()));
        }
        throw node.unsupported("its value is not a dense tensor of numbers");
    }

    private static Operand constantOfShape(NodeContext node) {
        Constant value =
                node.attributes().tensor("value").map(node::decode).orElseGet(() -> Constant.ofFloats(Shape.of(1), 0));
        if (value.shape().elementCount() != 1) {
            throw node.malformed("attribute 'value' is %s, expected one element".formatted(value));
        }
        Shape shape = Shape.of(node.shapeHeldBy(0, "input"));
        if (shape.elementCount() == 0) {
            return node.known(Constant.of(value.type(), shape, segment -> {}));
        }
        return node.known(Movements.expand(Movements.reshape(value, Shape.of()), shape));
    }

    private static Operand shape(NodeContext node) {
        long[] dimensions = node.shape(0).toArray();
        int rank = dimensions.length;
        int start = bound(node.attributes().integer("start", 0), rank);
        int end = bound(node.attributes().integer("end", rank), rank);
        return node.known(Elements.ofLongs(Arrays.copyOfRange(dimensions, start, Math.max(start, end))));
    }

    private static int bound(long index, int rank) {
        return (int) Math.clamp(index < 0 ? index + rank : index, 0L, rank);
    }

    private static Operand size(NodeContext node) {
        return node.known(Constant.ofLongs(Shape.of(), node.shape(0).elementCount()));
    }

    private static Operand range(NodeContext node) {
        Constant start = scalar(node, 0);
        Constant limit = scalar(node, 1);
        Constant delta = scalar(node, 2);
        if (start.type() != limit.type() || start.type() != delta.type()) {
            throw node.malformed("start, limit and delta are %s, %s and %s".formatted(start, limit, delta));
        }
        return node.known(Elements.iota(start, delta, count(node, start, limit, delta)));
    }

    private static long count(NodeContext node, Constant start, Constant limit, Constant delta) {
        double count;
        if (Elements.isFloatingPoint(start.type())) {
            double distance = Elements.doubleAt(limit, 0) - Elements.doubleAt(start, 0);
            count = Math.max(0, Math.ceil(distance / Elements.doubleAt(delta, 0)));
        } else {
            long distance = Math.subtractExact(Elements.longAt(limit, 0), Elements.longAt(start, 0));
            count = Math.max(0, Math.ceilDivExact(distance, Elements.longAt(delta, 0)));
        }
        if (!(count <= Integer.MAX_VALUE)) {
            throw node.malformed("a range from %s to %s by %s has more than 2^31 - 1 elements"
                    .formatted(Elements.doubleAt(start, 0), Elements.doubleAt(limit, 0), Elements.doubleAt(delta, 0)));
        }
        return (long) count;
    }

    private static Constant scalar(NodeContext node, int input) {
        node.input(input);
        return node.constant(input)
                .filter(constant -> constant.shape().elementCount() == 1)
                .orElseThrow(() -> node.unsupported("input %d is not a constant of one element".formatted(input)));
    }
}
