// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.windows;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Operator.PoolingKind;
import org.mish4j.Operator.ReductionKind;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;
import org.mish4j.internal.folding.FoldingMemory;

/** MaxPool, AveragePool, LpPool and the global forms. */
public final class PoolingOperators {
    private PoolingOperators() {}

    public static Map<String, OperatorImporter> importers() {
        return Map.of(
                "MaxPool",
                PoolingOperators::maxPool,
                "AveragePool",
                OperatorImporter.single(PoolingOperators::averagePool),
                "GlobalMaxPool",
                OperatorImporter.single(node -> global(node, ReductionKind.MAX)),
                "GlobalAveragePool",
                OperatorImporter.single(node -> global(node, ReductionKind.MEAN)),
                "LpPool",
                OperatorImporter.single(PoolingOperators::lpPool),
                "GlobalLpPool",
                OperatorImporter.single(PoolingOperators::globalLpPool));
    }

    /** Adds (sum |x|^p)^(1/p), with the sum as a multiple of the mean. */
    private static Operand lpPool(NodeContext node) {
        List<Long> kernel = kernel(node);
        Window window = window(node, kernel);
        long p = node.attributes().integer("p", 2);
        float count = (float) kernel.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
        Value powers = powersOfMagnitudes(node, p);
        Value means = node.add(new Operator.Pooling(PoolingKind.AVERAGE_INCLUDE_PADDING, kernel, window), powers);
        Value sums = node.add(new Operator.Eltwise(Activation.linear(count, 0)), means);
        return new Operand.Computed(root(node, sums, p));
    }

    private static Operand globalLpPool(NodeContext node) {
        int spatialRank = WindowAttributes.spatialRank(node, node.shape(0));
        long p = node.attributes().integer("p", 2);
        Value powers = powersOfMagnitudes(node, p);
        Value sums = node.add(Operator.Reduce.ofImages(ReductionKind.SUM, spatialRank + 2), powers);
        return new Operand.Computed(root(node, sums, p));
    }

    private static Value powersOfMagnitudes(NodeContext node, long p) {
        if (p < 1) {
            throw node.malformed("p is %d, expected at least 1".formatted(p));
        }
        if (p == 2) {
            return node.add(new Operator.Binary(Operator.BinaryKind.MUL), node.value(0), node.value(0));
        }
        Value magnitudes = node.add(new Operator.Eltwise(Activation.abs()), node.value(0));
        return p == 1 ? magnitudes : node.add(new Operator.Eltwise(Activation.pow(1, (float) p)), magnitudes);
    }

    private static Value root(NodeContext node, Value sums, long p) {
        if (p == 1) {
            return sums;
        }
        return node.add(new Operator.Eltwise(p == 2 ? Activation.sqrt() : Activation.pow(1, 1f / p)), sums);
    }

    private static Operand global(NodeContext node, ReductionKind kind) {
        int spatialRank = WindowAttributes.spatialRank(node, node.shape(0));
        return node.addResult(Operator.Reduce.ofImages(kind, spatialRank + 2), node.value(0));
    }

    private static List<Operand> maxPool(NodeContext node) {
        boolean columnMajor = node.attributes().flag("storage_order", false);
        List<Long> kernel = kernel(node);
        Window window = window(node, kernel);
        Operand pooled = pool(node, PoolingKind.MAX, kernel, window);
        return node.isRead(1)
                ? List.of(pooled, PoolingIndices.add(node, kernel, window, pooled.shape(), columnMajor))
                : List.of(pooled);
    }

    private static Operand averagePool(NodeContext node) {
        List<Long> kernel = kernel(node);
        Window window = window(node, kernel);
        if (!node.attributes().flag("count_include_pad", false)) {
            return pool(node, PoolingKind.AVERAGE_EXCLUDE_PADDING, kernel, window);
        }
        Operand average = pool(node, PoolingKind.AVERAGE_INCLUDE_PADDING, kernel, window);
        Window declared = new WindowAttributes(node, node.shape(0), kernel).floor();
        if (window.equals(declared)) {
            return average;
        }
        Constant correction = correction(node.shape(0), average.shape(), kernel, window, declared);
        return node.addResult(
                new Operator.Binary(Operator.BinaryKind.MUL), node.value(average), node.constantValue(correction));
    }

    /**
     * Returns, for each place of the result, the kernel's number of elements over the number of those that count:
     * padding counts, but what lies beyond it (where ceil_mode lets a window end) does not.
     */
    private static Constant correction(Shape src, Shape result, List<Long> kernel, Window window, Window declared) {
        int rank = kernel.size();
        float[][] factors = new float[rank][];
        for (int axis = 0; axis < rank; axis++) {
            factors[axis] = new float[Math.toIntExact(result.dimension(axis + 2))];
            long end = src.dimension(axis + 2)
                    + declared.padsBegin().get(axis)
                    + declared.padsEnd().get(axis);
            for (int place = 0; place < factors[axis].length; place++) {
                long start = place * window.strides().get(axis);
                long counted = Math.min(
                        kernel.get(axis),
                        Math.ceilDiv(end - start, window.dilations().get(axis)));
                factors[axis][place] = (float) kernel.get(axis) / counted;
            }
        }
        Shape shape = result.withDimension(0, 1).withDimension(1, 1);
        return FoldingMemory.constant(TensorType.F32, shape, segment -> fillWithProducts(segment, factors));
    }

    private static void fillWithProducts(MemorySegment segment, float[][] factors) {
        int[] places = new int[factors.length];
        for (long i = 0; i < segment.byteSize() / Float.BYTES; i++) {
            float product = 1;
            for (int axis = 0; axis < factors.length; axis++) {
                product *= factors[axis][places[axis]];
            }
            segment.setAtIndex(ValueLayout.JAVA_FLOAT, i, product);
            for (int axis = factors.length - 1; axis >= 0 && ++places[axis] == factors[axis].length; axis--) {
                places[axis] = 0;
            }
        }
    }

    private static Operand pool(NodeContext node, PoolingKind kind, List<Long> kernel, Window window) {
        Operator pooling = new Operator.Pooling(kind, kernel, window);
        return kind == PoolingKind.MAX
                ? node.addMovement(pooling, node.input(0))
                : node.addResult(pooling, node.value(0));
    }

    private static List<Long> kernel(NodeContext node) {
        int spatialRank = WindowAttributes.spatialRank(node, node.shape(0));
        long[] kernel = node.attributes()
                .integers("kernel_shape")
                .orElseThrow(() -> node.malformed("attribute 'kernel_shape' is missing"));
        if (kernel.length != spatialRank) {
            throw node.malformed("attribute 'kernel_shape' is %s, its input %s has %d spatial dimensions"
                    .formatted(Arrays.toString(kernel), node.shape(0), spatialRank));
        }
        return LongStream.of(kernel).boxed().toList();
    }

    private static Window window(NodeContext node, List<Long> kernel) {
        WindowAttributes attributes = new WindowAttributes(node, node.shape(0), kernel);
        return node.attributes().flag("ceil_mode", false) ? attributes.ceil() : attributes.floor();
    }
}
