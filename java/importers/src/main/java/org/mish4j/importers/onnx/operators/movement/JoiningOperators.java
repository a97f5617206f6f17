// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.movement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Broadcast;
import org.mish4j.importers.onnx.constants.Elements;
import org.mish4j.importers.onnx.constants.Movements;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;

/** Operators whose result is larger than their inputs: Concat, Expand, Tile. */
public final class JoiningOperators {
    private static final long MAX_COPIES = 64;

    private JoiningOperators() {}

    public static Map<String, OperatorImporter> importers() {
        return Map.of(
                "Concat", OperatorImporter.single(JoiningOperators::concat),
                "Expand", OperatorImporter.single(JoiningOperators::expand),
                "Tile", OperatorImporter.single(JoiningOperators::tile));
    }

    private static Operand concat(NodeContext node) {
        int axis = node.axis(node.attributes().integer("axis", 1), node.shape(0).rank());
        List<Operand> parts = new ArrayList<>();
        for (int index = 0; index < node.inputCount(); index++) {
            parts.add(node.input(index));
        }
        if (node.allConstant()) {
            List<Constant> constants = new ArrayList<>();
            for (int index = 0; index < node.inputCount(); index++) {
                constants.add(node.constant(index).orElseThrow());
            }
            return node.known(Movements.concat(constants, axis));
        }
        List<Operand> nonEmpty =
                parts.stream().filter(part -> part.shape().elementCount() > 0).toList();
        if (nonEmpty.size() == 1) {
            return nonEmpty.getFirst();
        }
        Value joined = node.add(
                new Operator.Concat(axis),
                nonEmpty.stream().map(node::valueOfAnyType).toArray(Value[]::new));
        return node.ofType(parts.getFirst().type(), joined);
    }

    private static Operand expand(NodeContext node) {
        Shape source = node.shape(0);
        Shape shape = Broadcast.shape(source, Shape.of(node.shapeHeldBy(1, "shape")));
        if (shape.equals(source)) {
            return node.input(0);
        }
        if (node.input(0) instanceof Operand.Known known) {
            return node.known(Movements.expand(known.constant(), shape));
        }
        long[] repeats = shape.toArray();
        for (int axis = 0; axis < repeats.length; axis++) {
            int sourceAxis = axis - repeats.length + source.rank();
            if (sourceAxis >= 0 && source.dimension(sourceAxis) == repeats[axis]) {
                repeats[axis] = 1;
            }
        }
        Shape ones = Shape.of(repeats);
        if (ones.elementCount() == 0) {
            throw node.unsupported("shape is %s".formatted(shape));
        }
        Value expanded = node.add(
                new Operator.Binary(BinaryKind.MUL),
                node.valueOfAnyType(0),
                node.constantValue(Elements.filled(TensorType.F32, ones, 1)));
        return node.ofType(node.typeOf(0), expanded);
    }

    private static Operand tile(NodeContext node) {
        long[] repeats = node.longs(1, "repeats");
        if (repeats.length != node.shape(0).rank()) {
            throw node.malformed("there are %d repeats for its input %s".formatted(repeats.length, node.shape(0)));
        }
        if (node.input(0) instanceof Operand.Known known) {
            return node.known(Movements.tile(known.constant(), repeats));
        }
        Value result = node.valueOfAnyType(0);
        for (int axis = 0; axis < repeats.length; axis++) {
            if (repeats[axis] < 1) {
                throw node.unsupported("repeats has %d, less than 1,".formatted(repeats[axis]));
            }
            if (repeats[axis] > 1) {
                result = repeat(node, result, axis, repeats[axis]);
            }
        }
        return node.ofType(node.typeOf(0), result);
    }

    /** Repeats a value along an axis: a few copies are joined, many are a product with ones, which has two operands. */
    private static Value repeat(NodeContext node, Value value, int axis, long count) {
        if (count <= MAX_COPIES) {
            Value[] copies = Collections.nCopies((int) count, value).toArray(Value[]::new);
            return node.add(new Operator.Concat(axis), copies);
        }
        Constant ones = Elements.filled(TensorType.F32, Shape.of(1, count, 1), 1);
        Shape shape = value.shape();
        Shape repeated = shape.withDimension(axis, shape.dimension(axis) * count);
        long rows = 1;
        for (int before = 0; before < axis; before++) {
            rows *= shape.dimension(before);
        }
        Value once = node.add(new Operator.Reshape(Shape.of(rows, 1, shape.elementCount() / rows)), value);
        Value copies = node.add(new Operator.Binary(BinaryKind.MUL), once, node.constantValue(ones));
        return node.add(new Operator.Reshape(repeated), copies);
    }
}
