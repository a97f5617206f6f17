// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.reductions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Operator.ArgKind;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Operator.ReductionKind;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Arithmetic;
import org.mish4j.importers.onnx.constants.Elements;
import org.mish4j.importers.onnx.constants.Reductions;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;

/** Operators that make one element of many: the Reduce family, ArgMax, ArgMin. */
public final class ReductionOperators {
    private static final long AXES_ARE_AN_INPUT_SINCE = 18;
    private static final long SUM_AXES_ARE_AN_INPUT_SINCE = 13;

    private ReductionOperators() {}

    public static Map<String, OperatorImporter> importers() {
        Map<String, OperatorImporter> importers = new HashMap<>();
        importers.put(
                "ReduceSum",
                OperatorImporter.single(
                        node -> simple(node, ReductionKind.SUM, Extent.of(node, SUM_AXES_ARE_AN_INPUT_SINCE))));
        importers.put("ReduceMean", reduction((node, extent) -> simple(node, ReductionKind.MEAN, extent)));
        importers.put("ReduceMax", reduction((node, extent) -> simple(node, ReductionKind.MAX, extent)));
        importers.put("ReduceMin", reduction((node, extent) -> simple(node, ReductionKind.MIN, extent)));
        importers.put("ReduceProd", reduction((node, extent) -> simple(node, ReductionKind.PRODUCT, extent)));
        importers.put("ReduceL1", reduction(ReductionOperators::sumOfMagnitudes));
        importers.put("ReduceL2", reduction(ReductionOperators::rootOfSumOfSquares));
        importers.put("ReduceSumSquare", reduction(ReductionOperators::sumOfSquares));
        importers.put("ReduceLogSum", reduction(ReductionOperators::logarithmOfSum));
        importers.put("ReduceLogSumExp", reduction(ReductionOperators::logarithmOfSumOfExponentials));
        importers.put("ArgMax", OperatorImporter.single(node -> place(node, ArgKind.MAX)));
        importers.put("ArgMin", OperatorImporter.single(node -> place(node, ArgKind.MIN)));
        return importers;
    }

    /**
     * What a node reduces.
     *
     * @param axes in no order; may be empty
     * @param keepDimensions whether they stay, with size 1
     */
    private record Extent(List<Integer> axes, boolean keepDimensions) {
        static Extent of(NodeContext node, long axesAreAnInputSince) {
            int rank = node.shape(0).rank();
            long[] named =
                    node.longsOfAttributeOrInput("axes", 1, axesAreAnInputSince).orElse(new long[0]);
            boolean keepDimensions = node.attributes().flag("keepdims", true);
            boolean noneMeansAll = !node.attributes().flag("noop_with_empty_axes", false);
            List<Integer> axes = named.length == 0 && noneMeansAll
                    ? IntStream.range(0, rank).boxed().toList()
                    : LongStream.of(named)
                            .mapToObj(axis -> node.axis(axis, rank))
                            .toList();
            return new Extent(axes, keepDimensions);
        }

        long count(Shape shape) {
            return axes.stream().mapToLong(shape::dimension).reduce(1, (first, second) -> first * second);
        }
    }

    private static OperatorImporter reduction(BiFunction<NodeContext, Extent, Operand> importer) {
        return OperatorImporter.single(node -> importer.apply(node, Extent.of(node, AXES_ARE_AN_INPUT_SINCE)));
    }

    private static Operand simple(NodeContext node, ReductionKind kind, Extent extent) {
        Optional<Constant> constant = node.constant(0);
        if (constant.isPresent()) {
            return node.known(reduce(kind, constant.get(), extent));
        }
        boolean picks = kind == ReductionKind.MAX || kind == ReductionKind.MIN;
        Value source = picks ? node.valueOfAnyType(0) : node.value(0);
        return node.ofType(node.typeOf(0), reduce(node, kind, source, extent));
    }

    private static Value reduce(NodeContext node, ReductionKind kind, Value source, Extent extent) {
        return extent.axes().isEmpty()
                ? source
                : node.add(new Operator.Reduce(kind, extent.axes(), extent.keepDimensions()), source);
    }

    private static Constant reduce(ReductionKind kind, Constant source, Extent extent) {
        return switch (kind) {
            case SUM -> reduce(Reductions.SUM, source, extent);
            case PRODUCT -> reduce(Reductions.PRODUCT, source, extent);
            case MAX -> reduce(Reductions.largest(source.type()), source, extent);
            case MIN -> reduce(Reductions.smallest(source.type()), source, extent);
            case MEAN -> {
                long count = extent.count(source.shape());
                yield Arithmetic.apply(
                        new Arithmetic.Unary(sum -> sum / count, sum -> sum / count),
                        reduce(Reductions.SUM, source, extent));
            }
        };
    }

    private static Constant reduce(Reductions.Reduction reduction, Constant source, Extent extent) {
        return Reductions.reduce(reduction, source, extent.axes(), extent.keepDimensions());
    }

    private static Operand sumOfMagnitudes(NodeContext node, Extent extent) {
        Optional<Constant> constant = node.constant(0);
        if (constant.isPresent()) {
            Constant magnitudes = Arithmetic.apply(new Arithmetic.Unary(Math::abs, Math::abs), constant.get());
            return node.known(reduce(ReductionKind.SUM, magnitudes, extent));
        }
        Value magnitudes = node.add(new Operator.Eltwise(Activation.abs()), node.value(0));
        return new Operand.Computed(reduce(node, ReductionKind.SUM, magnitudes, extent));
    }

    private static Operand sumOfSquares(NodeContext node, Extent extent) {
        Optional<Constant> constant = node.constant(0);
        if (constant.isPresent()) {
            Constant squares = Arithmetic.apply(new Arithmetic.Unary(x -> x * x, x -> x * x), constant.get());
            return node.known(reduce(ReductionKind.SUM, squares, extent));
        }
        Value squares = node.add(new Operator.Binary(BinaryKind.MUL), node.value(0), node.value(0));
        return new Operand.Computed(reduce(node, ReductionKind.SUM, squares, extent));
    }

    private static Operand rootOfSumOfSquares(NodeContext node, Extent extent) {
        Arithmetic.Unary root = new Arithmetic.Unary(Math::sqrt, x -> (long) Math.sqrt((double) x));
        return apply(node, sumOfSquares(node, extent), root, Activation.sqrt());
    }

    private static Operand logarithmOfSum(NodeContext node, Extent extent) {
        Arithmetic.Unary logarithm = new Arithmetic.Unary(Math::log, x -> (long) Math.log((double) x));
        return apply(node, simple(node, ReductionKind.SUM, extent), logarithm, Activation.log());
    }

    private static Operand apply(NodeContext node, Operand operand, Arithmetic.Unary function, Activation activation) {
        return operand instanceof Operand.Known known
                ? node.known(Arithmetic.apply(function, known.constant()))
                : node.addResult(new Operator.Eltwise(activation), node.value(operand));
    }

    /** Adds m + ln(sum(e^(x - m))), where m, the largest element, keeps the exponentials from overflowing. */
    private static Operand logarithmOfSumOfExponentials(NodeContext node, Extent extent) {
        Optional<Constant> constant = node.constant(0);
        if (constant.isPresent()) {
            Constant doubles = Elements.convert(constant.get(), TensorType.F64);
            Constant exponentials = Arithmetic.apply(new Arithmetic.Unary(Math::exp, x -> x), doubles);
            Constant logarithms = Arithmetic.apply(
                    new Arithmetic.Unary(Math::log, x -> x), reduce(ReductionKind.SUM, exponentials, extent));
            return node.known(Elements.convert(logarithms, constant.get().type()));
        }
        if (extent.axes().isEmpty()) {
            return node.input(0);
        }
        Extent kept = new Extent(extent.axes(), true);
        Value finite = node.add(
                new Operator.Eltwise(Activation.clip(-Float.MAX_VALUE, Float.MAX_VALUE)),
                reduce(node, ReductionKind.MAX, node.value(0), kept));
        Value distances = node.add(new Operator.Binary(BinaryKind.SUB), node.value(0), finite);
        Value exponentials = node.add(new Operator.Eltwise(Activation.exp()), distances);
        Value sums = reduce(node, ReductionKind.SUM, exponentials, kept);
        Value logarithms = node.add(new Operator.Eltwise(Activation.log()), sums);
        Value result = node.add(new Operator.Binary(BinaryKind.ADD), logarithms, finite);
        Shape shape = Reductions.reducedShape(node.shape(0), extent.axes(), extent.keepDimensions());
        return new Operand.Computed(node.reshape(result, shape));
    }

    private static Operand place(NodeContext node, ArgKind kind) {
        int axis = node.axis(node.attributes().integer("axis", 0), node.shape(0).rank());
        boolean keepDimensions = node.attributes().flag("keepdims", true);
        boolean lastIndex = node.attributes().flag("select_last_index", false);
        Operator.ArgReduce operator = new Operator.ArgReduce(kind, axis, keepDimensions, lastIndex);
        if (!Elements.isFloatingPoint(node.typeOf(0)) && node.constant(0).isPresent()) {
            throw node.unsupported("its input is a constant of integers");
        }
        return new Operand.Computed(node.add(operator, node.valueOfAnyType(0)), TensorType.I64);
    }
}
