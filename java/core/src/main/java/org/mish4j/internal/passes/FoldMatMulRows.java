// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mish4j.Constant;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;

/**
 * Makes one matrix product of many that have the same right side: src [B, H, M, K] and weights [B, 1, K, N], for example,
 * become [B, H M, K] and [B, K, N]. Where weights are one matrix, as in a layer of a transformer, the product is of two
 * matrices. Dimensions in front that are 1 on both sides are left out: beside them, layouts are ambiguous, and backends
 * copy what they could read as it lies, such as the transposed operands of an attention with a batch of 1. Runs once other
 * nodes have been fused, since it puts reshapes around the product.
 */
final class FoldMatMulRows extends NodePass {
    @Override
    @Nullable
    Value replace(Node node, Uses uses, GraphCopy copy) {
        if (!(node.operator() instanceof Operator.MatMul matMul)) {
            return null;
        }
        Shape result = node.output().shape();
        int batch = batchDimensions(node.inputs().get(1).shape());
        int[] kept = IntStream.range(0, batch)
                .filter(axis -> result.dimension(axis) != 1)
                .toArray();
        if (kept.length == result.rank() - 2 || rows(result, batch) > Integer.MAX_VALUE) {
            return null;
        }
        List<Value> inputs = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            Value input = node.inputs().get(i);
            boolean bias = i == 2 && matMul.hasBias();
            inputs.add(bias ? copy.image(input) : reshaped(node, copy, input, folded(input.shape(), kept, batch)));
        }
        Value product = copy.add(node.name(), matMul, inputs);
        return copy.add(node.name(), new Operator.Reshape(result), product);
    }

    /** Returns how many dimensions in front are left when those of size 1 before the matrix are taken away. */
    private static int batchDimensions(Shape weights) {
        int batch = weights.rank() - 2;
        while (batch > 0 && weights.dimension(batch - 1) == 1) {
            batch--;
        }
        return batch;
    }

    /** Returns the product of the dimensions between the batch and the last. */
    private static long rows(Shape shape, int batch) {
        long rows = 1;
        for (int axis = batch; axis < shape.rank() - 1; axis++) {
            rows *= shape.dimension(axis);
        }
        return rows;
    }

    private static Shape folded(Shape shape, int[] kept, int batch) {
        long[] dimensions = new long[kept.length + 2];
        for (int i = 0; i < kept.length; i++) {
            dimensions[i] = shape.dimension(kept[i]);
        }
        dimensions[kept.length] = rows(shape, batch);
        dimensions[kept.length + 1] = shape.dimension(shape.rank() - 1);
        return Shape.of(dimensions);
    }

    private static Value reshaped(Node node, GraphCopy copy, Value input, Shape shape) {
        Constant constant = input.constant();
        if (constant == null) {
            return copy.add(node.name(), new Operator.Reshape(shape), copy.image(input));
        }
        return copy.constant(
                input.name(), Constant.of(constant.type(), shape, segment -> segment.copyFrom(constant.segment())));
    }
}
