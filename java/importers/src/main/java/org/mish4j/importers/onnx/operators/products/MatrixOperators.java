// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.products;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mish4j.Activation;
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

/** Gemm and MatMul. */
public final class MatrixOperators {
    private MatrixOperators() {}

    public static Map<String, OperatorImporter> importers() {
        return Map.of(
                "Gemm", OperatorImporter.single(MatrixOperators::gemm),
                "MatMul", OperatorImporter.single(MatrixOperators::matMul));
    }

    /** Adds alpha A' B' + beta C, with alpha and beta already in the constants where A', B' or C are constants. */
    private static Operand gemm(NodeContext node) {
        float alpha = node.attributes().number("alpha", 1);
        float beta = node.attributes().number("beta", 1);
        Operand first = transposed(node, node.input(0), node.attributes().flag("transA", false));
        Operand second = transposed(node, node.input(1), node.attributes().flag("transB", false));
        Operand factor = scaled(node, second, alpha);
        boolean hasAddend = node.hasInput(2) && beta != 0;
        if (!hasAddend) {
            return node.addResult(new Operator.MatMul(false, List.of()), node.value(first), node.value(factor));
        }
        Shape result = Shape.of(first.shape().dimension(0), second.shape().dimension(1));
        Operand addend = scaled(node, node.input(2), beta);
        Optional<Operand> bias = asBias(node, addend, result.dimension(1));
        if (bias.isPresent()) {
            return node.addResult(
                    new Operator.MatMul(true, List.of()),
                    node.value(first),
                    node.value(factor),
                    node.value(bias.get()));
        }
        Value product = node.add(new Operator.MatMul(false, List.of()), node.value(first), node.value(factor));
        Value sum = node.add(new Operator.Binary(BinaryKind.ADD), product, node.value(addend));
        if (!sum.shape().equals(result)) {
            throw node.malformed("C has shape %s, A B has %s".formatted(addend.shape(), result));
        }
        return new Operand.Computed(sum);
    }

    private static Operand transposed(NodeContext node, Operand operand, boolean transpose) {
        if (operand.shape().rank() != 2) {
            throw node.malformed("an operand has shape %s, expected 2 dimensions".formatted(operand.shape()));
        }
        if (!transpose) {
            return operand;
        }
        return switch (operand) {
            case Operand.Computed computed -> node.addResult(new Operator.Transpose(List.of(1, 0)), computed.value());
            case Operand.Known known -> node.known(Movements.transpose(known.constant(), new int[] {1, 0}));
        };
    }

    private static Operand scaled(NodeContext node, Operand operand, float factor) {
        if (factor == 1) {
            return operand;
        }
        return switch (operand) {
            case Operand.Computed computed ->
                node.addResult(new Operator.Eltwise(Activation.linear(factor, 0)), computed.value());
            case Operand.Known known ->
                node.known(Arithmetic.apply(
                        new Arithmetic.Unary(element -> element * factor, element -> (long) (element * factor)),
                        Elements.convert(known.constant(), TensorType.F32)));
        };
    }

    /** Returns an addend as a bias of one element for each column; empty if it is none. */
    private static Optional<Operand> asBias(NodeContext node, Operand addend, long columns) {
        Shape shape = addend.shape();
        boolean oneRow = shape.rank() < 2 || (shape.rank() == 2 && shape.dimension(0) == 1);
        if (!oneRow) {
            return Optional.empty();
        }
        if (shape.elementCount() == columns) {
            return Optional.of(node.reshape(addend, Shape.of(columns)));
        }
        if (shape.elementCount() == 1 && addend instanceof Operand.Known known) {
            return Optional.of(
                    node.known(Movements.expand(Movements.reshape(known.constant(), Shape.of(1)), Shape.of(columns))));
        }
        return Optional.empty();
    }

    private static Operand matMul(NodeContext node) {
        Operand first = node.input(0);
        Operand second = node.input(1);
        if (first.shape().rank() == 0 || second.shape().rank() == 0) {
            throw node.malformed("an operand has no dimensions");
        }
        boolean rowVector = first.shape().rank() == 1;
        boolean columnVector = second.shape().rank() == 1;
        int rank = Math.max(2, Math.max(first.shape().rank(), second.shape().rank()));
        Shape firstShape = rowVector
                ? withLeadingOnes(Shape.of(1, first.shape().dimension(0)), rank)
                : withLeadingOnes(first.shape(), rank);
        Shape secondShape = columnVector
                ? withLeadingOnes(Shape.of(second.shape().dimension(0), 1), rank)
                : withLeadingOnes(second.shape(), rank);
        Value product = node.add(
                new Operator.MatMul(false, List.of()),
                node.value(node.reshape(first, firstShape)),
                node.value(node.reshape(second, secondShape)));
        return new Operand.Computed(withoutVectorDimensions(node, product, rowVector, columnVector));
    }

    private static Value withoutVectorDimensions(
            NodeContext node, Value product, boolean rowVector, boolean columnVector) {
        long[] dimensions = product.shape().toArray();
        int rank = dimensions.length;
        long[] kept = Arrays.copyOf(dimensions, rank - 2);
        if (!rowVector) {
            kept = append(kept, dimensions[rank - 2]);
        }
        if (!columnVector) {
            kept = append(kept, dimensions[rank - 1]);
        }
        return node.reshape(product, Shape.of(kept));
    }

    private static long[] append(long[] array, long element) {
        long[] longer = Arrays.copyOf(array, array.length + 1);
        longer[array.length] = element;
        return longer;
    }

    private static Shape withLeadingOnes(Shape shape, int rank) {
        long[] dimensions = new long[rank];
        Arrays.fill(dimensions, 1);
        System.arraycopy(shape.toArray(), 0, dimensions, rank - shape.rank(), shape.rank());
        return Shape.of(dimensions);
    }
}
