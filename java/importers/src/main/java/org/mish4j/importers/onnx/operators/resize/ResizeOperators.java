// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.resize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Arithmetic;
import org.mish4j.importers.onnx.constants.Elements;
import org.mish4j.importers.onnx.nodes.Attributes;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;
import org.mish4j.importers.onnx.operators.movement.Selection;
import org.mish4j.importers.onnx.operators.resize.ResizeTaps.Mode;
import org.mish4j.importers.onnx.operators.resize.ResizeTaps.Rule;

/** Resize and Upsample, one dimension after another. */
public final class ResizeOperators {
    private static final long UPSAMPLE_SCALES_ARE_AN_INPUT_SINCE = 9;
    private static final long RESIZE_HAS_COORDINATES_SINCE = 11;
    private static final float DEFAULT_COEFFICIENT = -0.75f;

    private ResizeOperators() {}

    public static Map<String, OperatorImporter> importers() {
        return Map.of(
                "Upsample", OperatorImporter.single(ResizeOperators::upsample),
                "Resize", OperatorImporter.single(ResizeOperators::resize));
    }

    private static Operand upsample(NodeContext node) {
        double[] scales;
        if (node.opset() < UPSAMPLE_SCALES_ARE_AN_INPUT_SINCE) {
            float[] declared = node.attributes()
                    .numbers("scales")
                    .orElseThrow(() -> node.malformed("attribute 'scales' is missing"));
            scales = new double[declared.length];
            for (int i = 0; i < scales.length; i++) {
                scales[i] = declared[i];
            }
        } else {
            scales = doubles(node, 1, "scales");
        }
        return withoutCoordinates(node, scales);
    }

    private static Operand resize(NodeContext node) {
        if (node.opset() < RESIZE_HAS_COORDINATES_SINCE) {
            return withoutCoordinates(node, doubles(node, 1, "scales"));
        }
        Attributes attributes = node.attributes();
        Rule rule = new Rule(
                mode(node),
                attributes.string("nearest_mode", "round_prefer_floor"),
                attributes.number("cubic_coeff_a", DEFAULT_COEFFICIENT),
                attributes.flag("exclude_outside", false),
                attributes.flag("antialias", false));
        return resize(node, rule, ResizeExtent.of(node), attributes.number("extrapolation_value", 0));
    }

    /** Resizes as the versions before the first with a choice of coordinates do. */
    private static Operand withoutCoordinates(NodeContext node, double[] scales) {
        Rule rule = new Rule(mode(node), "floor", DEFAULT_COEFFICIENT, false, false);
        return resize(node, rule, ResizeExtent.ofScales(node, "asymmetric", scales), 0);
    }

    private static Mode mode(NodeContext node) {
        return switch (node.attributes().string("mode", "nearest")) {
            case "nearest" -> Mode.NEAREST;
            case "linear", "bilinear" -> Mode.LINEAR;
            case "cubic" -> Mode.CUBIC;
            default -> throw node.malformed("mode is not nearest, linear or cubic");
        };
    }

    static double[] doubles(NodeContext node, int input, String name) {
        node.input(input);
        Constant constant = node.constant(input)
                .orElseThrow(() -> node.unsupported("input %d (%s) is not a constant".formatted(input, name)));
        double[] values = new double[Math.toIntExact(constant.shape().elementCount())];
        for (int i = 0; i < values.length; i++) {
            values[i] = Elements.doubleAt(constant, i);
        }
        return values;
    }

    private static Operand resize(NodeContext node, Rule rule, List<ResizeCoordinates> extent, float extrapolation) {
        Shape src = node.shape(0);
        List<ResizeTaps> taps = new ArrayList<>();
        for (ResizeCoordinates axis : extent) {
            taps.add(
                    axis.isIdentity()
                            ? ResizeTaps.of(
                                    new Rule(Mode.NEAREST, "floor", 0, false, false),
                                    places(axis.size()),
                                    axis.size(),
                                    1)
                            : ResizeTaps.of(rule, axis.all(), axis.size(), axis.scale())
                                    .without(axis.outside()));
        }
        List<Long> repeats = new ArrayList<>();
        for (int axis = 0; axis < taps.size(); axis++) {
            repeats.add(taps.get(axis).repeats(src.dimension(axis)));
        }
        if (repeats.stream().allMatch(factor -> factor == 1)) {
            return node.input(0);
        }
        boolean enlarges = src.rank() >= 3
                && src.rank() <= 5
                && repeats.get(0) == 1
                && repeats.get(1) == 1
                && repeats.stream().allMatch(factor -> factor > 0);
        if (enlarges) {
            return node.addMovement(new Operator.ResizeNearest(repeats.subList(2, src.rank())), node.input(0));
        }
        Operand result = node.input(0);
        for (int axis = 0; axis < taps.size(); axis++) {
            if (repeats.get(axis) != 1) {
                result = interpolate(node, result, axis, taps.get(axis));
            }
        }
        return extrapolation == 0 ? result : extrapolated(node, result, extent, extrapolation);
    }

    private static double[] places(long size) {
        return LongStream.range(0, size).asDoubleStream().toArray();
    }

    private static Operand interpolate(NodeContext node, Operand source, int axis, ResizeTaps taps) {
        if (taps.count() == 1 && taps.weights().stream().allMatch(weight -> weight == 1)) {
            long[] indices = taps.indices().stream().mapToLong(Long::longValue).toArray();
            return Selection.of(node, source, axis, indices);
        }
        return node.addResult(
                new Operator.Interpolate(axis, taps.count(), taps.indices(), taps.weights()), node.value(source));
    }

    /** Adds the value that places have whose coordinates are outside of the source; they are 0 so far. */
    private static Operand extrapolated(
            NodeContext node, Operand result, List<ResizeCoordinates> extent, float extrapolation) {
        Constant inside = Constant.ofFloats(Shape.of(), 1);
        Arithmetic.Binary product = new Arithmetic.Binary((a, b) -> a * b, (a, b) -> a * b);
        for (int axis = 0; axis < extent.size(); axis++) {
            boolean[] outside = extent.get(axis).outside();
            float[] factors = new float[outside.length];
            for (int place = 0; place < factors.length; place++) {
                factors[place] = outside[place] ? 0 : 1;
            }
            long[] dimensions = new long[extent.size() - axis];
            Arrays.fill(dimensions, 1);
            dimensions[0] = factors.length;
            Shape shape = Shape.of(dimensions);
            inside = Arithmetic.apply(product, inside, Constant.ofFloats(shape, factors));
        }
        Constant added = Arithmetic.apply(
                new Arithmetic.Unary(factor -> factor == 0 ? extrapolation : 0, factor -> factor),
                Elements.convert(inside, TensorType.F32));
        Value sum = node.add(new Operator.Binary(BinaryKind.ADD), node.value(result), node.constantValue(added));
        return new Operand.Computed(sum);
    }
}
