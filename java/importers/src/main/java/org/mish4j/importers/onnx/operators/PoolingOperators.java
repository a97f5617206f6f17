// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Operator.PoolingKind;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Window;

/** MaxPool, AveragePool and the global forms. */
final class PoolingOperators {
    private PoolingOperators() {}

    static Map<String, OperatorImporter> importers() {
        return Map.of(
                "MaxPool",
                OperatorImporter.single(PoolingOperators::maxPool),
                "AveragePool",
                OperatorImporter.single(PoolingOperators::averagePool),
                "GlobalMaxPool",
                OperatorImporter.single(node -> global(node, PoolingKind.MAX)),
                "GlobalAveragePool",
                OperatorImporter.single(node -> global(node, PoolingKind.AVERAGE_EXCLUDE_PADDING)));
    }

    private static Operand global(NodeContext node, PoolingKind kind) {
        WindowAttributes.spatialRank(node, node.shape(0));
        return node.addResult(new Operator.GlobalPooling(kind), node.value(0));
    }

    private static Operand maxPool(NodeContext node) {
        node.requireOneResult();
        if (node.attributes().integer("storage_order", 0) != 0) {
            throw node.unsupported("storage_order is not 0");
        }
        List<Long> kernel = kernel(node);
        return pool(node, PoolingKind.MAX, kernel, window(node, kernel));
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
        return Constant.of(TensorType.F32, shape, segment -> fillWithProducts(segment, factors));
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
        return node.addResult(new Operator.Pooling(kind, kernel, window), node.value(0));
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
