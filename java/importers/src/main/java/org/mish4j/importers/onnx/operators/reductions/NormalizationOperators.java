// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.reductions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mish4j.Activation;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Operator.PoolingKind;
import org.mish4j.Operator.ReductionKind;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;

/** Normalisations by mean and variance of what is computed, and local response normalisation. */
public final class NormalizationOperators {
    private static final float DEFAULT_EPSILON = 1e-5f;
    private static final long GROUP_SCALES_ARE_PER_CHANNEL_SINCE = 21;

    private NormalizationOperators() {}

    public static Map<String, OperatorImporter> importers() {
        Map<String, OperatorImporter> importers = new HashMap<>();
        importers.put("InstanceNormalization", OperatorImporter.single(NormalizationOperators::instance));
        importers.put("GroupNormalization", OperatorImporter.single(NormalizationOperators::group));
        importers.put("LayerNormalization", NormalizationOperators::layer);
        importers.put("RMSNormalization", OperatorImporter.single(NormalizationOperators::rootMeanSquare));
        importers.put("MeanVarianceNormalization", OperatorImporter.single(NormalizationOperators::meanVariance));
        importers.put("LRN", OperatorImporter.single(NormalizationOperators::localResponse));
        return importers;
    }

    private static float epsilon(NodeContext node) {
        return node.attributes().number("epsilon", DEFAULT_EPSILON);
    }

    private static Operand instance(NodeContext node) {
        Shape src = node.shape(0);
        requireChannels(node, src);
        Value normalized = node.add(new Operator.MeanVarianceNormalization(2, epsilon(node)), node.value(0));
        Value scaled = node.add(new Operator.Binary(BinaryKind.MUL), normalized, parameter(node, 1, src, 1));
        return node.addResult(new Operator.Binary(BinaryKind.ADD), scaled, parameter(node, 2, src, 1));
    }

    /** Normalises groups of channels; scale and bias are one for each group before a version, one for each channel after. */
    private static Operand group(NodeContext node) {
        Shape src = node.shape(0);
        requireChannels(node, src);
        node.attributes().ignore("stash_type");
        long groups = node.attributes().integer("num_groups", 0);
        if (groups < 1 || src.dimension(1) % groups != 0) {
            throw node.malformed("num_groups is %d, expected a divisor of its input's %d channels"
                    .formatted(groups, src.dimension(1)));
        }
        Shape rows = Shape.of(src.dimension(0), groups, src.elementCount() / src.dimension(0) / groups);
        Value normalized =
                node.add(new Operator.MeanVarianceNormalization(2, epsilon(node)), node.reshape(node.value(0), rows));
        Shape shape = node.opset() < GROUP_SCALES_ARE_PER_CHANNEL_SINCE ? rows : src;
        Value scaled = node.add(
                new Operator.Binary(BinaryKind.MUL), node.reshape(normalized, shape), parameter(node, 1, shape, 1));
        Value shifted = node.add(new Operator.Binary(BinaryKind.ADD), scaled, parameter(node, 2, shape, 1));
        return new Operand.Computed(node.reshape(shifted, src));
    }

    private static void requireChannels(NodeContext node, Shape src) {
        if (src.rank() < 3) {
            throw node.malformed("its input has shape %s, expected at least 3 dimensions".formatted(src));
        }
    }

    /** Returns a vector of one element for each place of a dimension, shaped so that it broadcasts to a shape. */
    private static Value parameter(NodeContext node, int input, Shape shape, int axis) {
        if (!node.shape(input).equals(Shape.of(shape.dimension(axis)))) {
            throw node.malformed(
                    "input %d has shape %s, expected [%d]".formatted(input, node.shape(input), shape.dimension(axis)));
        }
        long[] dimensions = new long[shape.rank() - axis];
        Arrays.fill(dimensions, 1);
        dimensions[0] = shape.dimension(axis);
        return node.value(node.reshape(node.input(input), Shape.of(dimensions)));
    }

    private static List<Operand> layer(NodeContext node) {
        node.attributes().ignore("stash_type");
        Shape src = node.shape(0);
        int firstAxis = node.axis(node.attributes().integer("axis", -1), src.rank());
        float epsilon = epsilon(node);
        Value result = node.add(new Operator.MeanVarianceNormalization(firstAxis, epsilon), node.value(0));
        result = node.add(new Operator.Binary(BinaryKind.MUL), result, node.value(1));
        if (node.hasInput(2)) {
            result = node.add(new Operator.Binary(BinaryKind.ADD), result, node.value(2));
        }
        if (!result.shape().equals(src)) {
            throw node.malformed("scale or bias make %s of its input %s".formatted(result.shape(), src));
        }
        List<Operand> results = new ArrayList<>(List.of(new Operand.Computed(result)));
        if (node.isRead(1) || node.isRead(2)) {
            List<Integer> axes = axesFrom(firstAxis, src);
            Value mean = node.add(new Operator.Reduce(ReductionKind.MEAN, axes, true), node.value(0));
            results.add(new Operand.Computed(mean));
            Value distances = node.add(new Operator.Binary(BinaryKind.SUB), node.value(0), mean);
            results.add(new Operand.Computed(inverseRootOfMeanSquare(node, distances, axes, epsilon)));
        }
        return results;
    }

    private static List<Integer> axesFrom(int firstAxis, Shape shape) {
        return IntStream.range(firstAxis, shape.rank()).boxed().toList();
    }

    /** Adds 1 / sqrt(mean(x²) + epsilon). */
    private static Value inverseRootOfMeanSquare(NodeContext node, Value value, List<Integer> axes, float epsilon) {
        Value squares = node.add(new Operator.Binary(BinaryKind.MUL), value, value);
        Value mean = node.add(new Operator.Reduce(ReductionKind.MEAN, axes, true), squares);
        Value shifted = node.add(new Operator.Eltwise(Activation.linear(1, epsilon)), mean);
        return node.add(new Operator.Eltwise(Activation.pow(1, -0.5f)), shifted);
    }

    private static Operand rootMeanSquare(NodeContext node) {
        node.attributes().ignore("stash_type");
        Shape src = node.shape(0);
        int firstAxis = node.axis(node.attributes().integer("axis", -1), src.rank());
        Value factor = inverseRootOfMeanSquare(node, node.value(0), axesFrom(firstAxis, src), epsilon(node));
        Value normalized = node.add(new Operator.Binary(BinaryKind.MUL), node.value(0), factor);
        return node.addResult(new Operator.Binary(BinaryKind.MUL), normalized, node.value(1));
    }

    /** Adds (x - mean) / (sqrt(variance) + 1e-9). */
    private static Operand meanVariance(NodeContext node) {
        Shape src = node.shape(0);
        long[] declared = node.attributes().integers("axes").orElse(new long[] {0, 2, 3});
        List<Integer> axes = Arrays.stream(declared)
                .mapToObj(axis -> node.axis(axis, src.rank()))
                .toList();
        Value mean = node.add(new Operator.Reduce(ReductionKind.MEAN, axes, true), node.value(0));
        Value distances = node.add(new Operator.Binary(BinaryKind.SUB), node.value(0), mean);
        Value squares = node.add(new Operator.Binary(BinaryKind.MUL), distances, distances);
        Value variance = node.add(new Operator.Reduce(ReductionKind.MEAN, axes, true), squares);
        Value deviation = node.add(new Operator.Eltwise(Activation.sqrt()), variance);
        Value divisor = node.add(new Operator.Eltwise(Activation.linear(1, 1e-9f)), deviation);
        return node.addResult(new Operator.Binary(BinaryKind.DIV), distances, divisor);
    }

    /**
     * Adds x / (bias + alpha / size sum(x²))^beta, where the sum is over size neighbouring channels: size times the
     * mean of a window that moves along the channels, those beyond the first and the last counted as zeros.
     */
    private static Operand localResponse(NodeContext node) {
        Shape src = node.shape(0);
        if (src.rank() < 3) {
            throw node.malformed("its input has shape %s, expected at least 3 dimensions".formatted(src));
        }
        float alpha = node.attributes().number("alpha", 0.0001f);
        float beta = node.attributes().number("beta", 0.75f);
        float bias = node.attributes().number("bias", 1);
        long size = node.attributes().integer("size", 0);
        if (size < 1 || size > Short.MAX_VALUE) {
            throw node.malformed("size is %d, expected at least 1".formatted(size));
        }
        long inner = src.elementCount() / src.dimension(0) / src.dimension(1);
        Value squares = node.add(new Operator.Binary(BinaryKind.MUL), node.value(0), node.value(0));
        Value images = node.reshape(squares, Shape.of(src.dimension(0), 1, src.dimension(1), inner));
        Window window =
                new Window(List.of(1L, 1L), List.of(1L, 1L), List.of((size - 1) / 2, 0L), List.of(size / 2, 0L));
        Value means =
                node.add(new Operator.Pooling(PoolingKind.AVERAGE_INCLUDE_PADDING, List.of(size, 1L), window), images);
        Value base = node.add(new Operator.Eltwise(Activation.linear(alpha, bias)), node.reshape(means, src));
        Value factor = node.add(new Operator.Eltwise(Activation.pow(1, -beta)), base);
        return node.addResult(new Operator.Binary(BinaryKind.MUL), node.value(0), factor);
    }
}
