// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.elementwise;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Arithmetic;
import org.mish4j.importers.onnx.constants.Elements;
import org.mish4j.importers.onnx.constants.Movements;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;
import org.mish4j.importers.onnx.proto.ElementType;

/** QuantizeLinear and DequantizeLinear with constant scales, of a tensor, of a dimension's places, or of blocks of them. */
public final class QuantizationOperators {
    private QuantizationOperators() {}

    public static Map<String, OperatorImporter> importers() {
        return Map.of(
                "QuantizeLinear", OperatorImporter.single(QuantizationOperators::quantize),
                "DequantizeLinear", OperatorImporter.single(QuantizationOperators::dequantize));
    }

    /** Adds round(x / scale) + zero point, kept within the type. */
    private static Operand quantize(NodeContext node) {
        node.attributes().ignore("saturate", "precision");
        TensorType type = quantizedType(node);
        int axis = axis(node);
        long block = node.attributes().integer("block_size", 0);
        Value scale = node.constantValue(parameter(node, 1, axis, block));
        Value quotient = node.add(new Operator.Binary(BinaryKind.DIV), node.value(0), scale);
        Value rounded = node.add(new Operator.Eltwise(Activation.round()), quotient);
        if (node.hasInput(2)) {
            Value zeroPoint = node.constantValue(parameter(node, 2, axis, block));
            rounded = node.add(new Operator.Binary(BinaryKind.ADD), rounded, zeroPoint);
        }
        float least = type == TensorType.I8 ? Byte.MIN_VALUE : 0;
        float most = type == TensorType.I8 ? Byte.MAX_VALUE : (1 << Byte.SIZE) - 1;
        return node.ofType(type, node.add(new Operator.Eltwise(Activation.clip(least, most)), rounded));
    }

    private static TensorType quantizedType(NodeContext node) {
        long code = node.attributes().integer("output_dtype", 0);
        TensorType type = TensorType.U8;
        if (code != 0) {
            type = ElementType.ofCode(code).flatMap(ElementType::tensorType).orElse(TensorType.F32);
        } else if (node.hasInput(2)) {
            type = node.typeOf(2);
        }
        if (type != TensorType.U8 && type != TensorType.I8) {
            throw node.unsupported("it quantizes to another type than UINT8 and INT8");
        }
        return type;
    }

    /** Adds (x - zero point) scale. */
    private static Operand dequantize(NodeContext node) {
        node.attributes().ignore("output_dtype");
        int axis = axis(node);
        long block = node.attributes().integer("block_size", 0);
        Constant scale = parameter(node, 1, axis, block);
        if (node.input(0) instanceof Operand.Known known) {
            Constant numbers = Elements.convert(known.constant(), TensorType.F32);
            if (node.hasInput(2)) {
                Arithmetic.Binary difference = new Arithmetic.Binary((a, b) -> a - b, (a, b) -> a - b);
                numbers = Arithmetic.apply(difference, numbers, parameter(node, 2, axis, block));
            }
            Arithmetic.Binary product = new Arithmetic.Binary((a, b) -> a * b, (a, b) -> a * b);
            return node.known(Arithmetic.apply(product, numbers, scale));
        }
        Value numbers = node.valueOfAnyType(0);
        if (node.hasInput(2)) {
            Value zeroPoint = node.constantValue(parameter(node, 2, axis, block));
            numbers = node.add(new Operator.Binary(BinaryKind.SUB), numbers, zeroPoint);
        }
        return node.addResult(new Operator.Binary(BinaryKind.MUL), numbers, node.constantValue(scale));
    }

    private static int axis(NodeContext node) {
        long declared = node.attributes().integer("axis", 1);
        int rank = node.shape(0).rank();
        return node.shape(1).rank() == 0 || (rank == 1 && declared == 1) ? 0 : node.axis(declared, rank);
    }

    /** Returns a scale or a zero point as floats, shaped so that it broadcasts to input 0. */
    private static Constant parameter(NodeContext node, int input, int axis, long block) {
        node.input(input);
        Constant constant = Elements.convert(
                node.constant(input).orElseThrow(() -> node.unsupported("input %d is not a constant".formatted(input))),
                TensorType.F32);
        Shape src = node.shape(0);
        if (constant.shape().elementCount() == 1) {
            return Movements.reshape(constant, Shape.of());
        }
        if (constant.shape().rank() == 1 && block == 0) {
            if (src.rank() == 0 || constant.shape().dimension(0) != src.dimension(axis)) {
                throw node.malformed("input %d is %s, expected one element for each place of dimension %d of %s"
                        .formatted(input, constant, axis, src));
            }
            long[] dimensions = new long[src.rank() - axis];
            Arrays.fill(dimensions, 1);
            dimensions[0] = src.dimension(axis);
            return Movements.reshape(constant, Shape.of(dimensions));
        }
        return ofBlocks(node, input, constant, axis, block);
    }

    private static Constant ofBlocks(NodeContext node, int input, Constant constant, int axis, long block) {
        Shape src = node.shape(0);
        boolean fits = block >= 1
                && constant.shape().rank() == src.rank()
                && constant.shape().withDimension(axis, 1).equals(src.withDimension(axis, 1))
                && constant.shape().dimension(axis) == Math.ceilDiv(src.dimension(axis), block);
        if (!fits) {
            throw node.malformed(
                    "input %d is %s, expected one element for each block of %d places of dimension %d of %s"
                            .formatted(input, constant, block, axis, src));
        }
        long[] indices = LongStream.range(0, src.dimension(axis))
                .map(place -> place / block)
                .toArray();
        return Movements.gather(constant, axis, indices, Shape.of(indices.length));
    }
}
