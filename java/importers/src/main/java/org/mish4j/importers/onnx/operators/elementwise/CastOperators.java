// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.elementwise;

import java.util.Map;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Elements;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;
import org.mish4j.importers.onnx.proto.ElementType;

/** Conversions between types: of constants exactly, of what is computed as far as floats hold the elements. */
public final class CastOperators {
    private CastOperators() {}

    public static Map<String, OperatorImporter> importers() {
        return Map.of(
                "Cast", OperatorImporter.single(CastOperators::cast),
                "CastLike", OperatorImporter.single(CastOperators::castLike));
    }

    private static Operand cast(NodeContext node) {
        node.attributes().ignore("saturate", "round_mode");
        long code = node.attributes().integer("to", 0);
        TensorType type = ElementType.ofCode(code)
                .flatMap(ElementType::tensorType)
                .orElseThrow(() -> node.unsupported("it casts to %s".formatted(ElementType.nameOfCode(code))));
        return convert(node, node.input(0), type);
    }

    private static Operand castLike(NodeContext node) {
        node.attributes().ignore("saturate", "round_mode");
        return convert(node, node.input(0), node.typeOf(1));
    }

    /** Returns an operand with its elements converted to a type. */
    public static Operand convert(NodeContext node, Operand operand, TensorType type) {
        return switch (operand) {
            case Operand.Known known -> node.known(Elements.convert(known.constant(), type));
            case Operand.Computed computed -> node.ofType(type, convert(node, computed, type));
        };
    }

    private static Value convert(NodeContext node, Operand.Computed source, TensorType type) {
        if (type == source.type() || Elements.isFloatingPoint(type) || source.type() == TensorType.BOOL) {
            return source.value();
        }
        if (type == TensorType.BOOL) {
            Value zero = node.constantValue(Constant.ofFloats(Shape.of(), 0));
            Value isZero = node.add(new Operator.Binary(BinaryKind.EQUAL), source.value(), zero);
            return node.add(new Operator.Eltwise(Activation.linear(-1, 1)), isZero);
        }
        if (Elements.isFloatingPoint(source.type())) {
            return truncated(node, source.value());
        }
        if (type != TensorType.I32 && type != TensorType.I64) {
            throw node.unsupported("it casts %s to %s".formatted(source.type(), type));
        }
        return source.value();
    }

    /** Adds sign(x) floor(|x|). */
    private static Value truncated(NodeContext node, Value value) {
        Value magnitude = node.add(new Operator.Eltwise(Activation.abs()), value);
        Value whole = node.add(new Operator.Eltwise(Activation.floor()), magnitude);
        Value sign = node.add(new Operator.Eltwise(Activation.sign()), value);
        return node.add(new Operator.Binary(BinaryKind.MUL), sign, whole);
    }
}
