// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.importers.onnx.constants.Elements;

/** Resize and Upsample, where they repeat each element a whole number of times. */
final class ResizeOperators {
    private static final long UPSAMPLE_SCALES_ARE_AN_INPUT_SINCE = 9;
    private static final long RESIZE_HAS_SIZES_SINCE = 11;

    private ResizeOperators() {}

    static Map<String, OperatorImporter> importers() {
        return Map.of(
                "Upsample", OperatorImporter.single(ResizeOperators::upsample),
                "Resize", OperatorImporter.single(ResizeOperators::resize));
    }

    private static Operand upsample(NodeContext node) {
        requireNearest(node);
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
            scales = doubles(node, 1);
        }
        return enlarge(node, scales);
    }

    private static Operand resize(NodeContext node) {
        requireNearest(node);
        node.attributes().ignore("cubic_coeff_a", "exclude_outside", "extrapolation_value");
        if (node.opset() < RESIZE_HAS_SIZES_SINCE) {
            return enlarge(node, doubles(node, 1));
        }
        if (node.attributes().has("axes")) {
            throw node.unsupported("axes are named");
        }
        if (!node.attributes().string("keep_aspect_ratio_policy", "stretch").equals("stretch")) {
            throw node.unsupported("keep_aspect_ratio_policy is not stretch");
        }
        node.attributes().ignore("antialias");
        requireRepeating(node);
        boolean ofSizes = node.hasInput(3) && node.shape(3).elementCount() > 0;
        return enlarge(node, ofSizes ? scalesOfSizes(node) : doubles(node, 2));
    }

    /**
     * Refuses every rule of coordinates and rounding but those that give, for whole factors, element floor(x /
     * factor) at place x.
     */
    private static void requireRepeating(NodeContext node) {
        String coordinates = node.attributes().string("coordinate_transformation_mode", "half_pixel");
        String rounding = node.attributes().string("nearest_mode", "round_prefer_floor");
        boolean centred = Set.of("half_pixel", "pytorch_half_pixel", "half_pixel_symmetric")
                        .contains(coordinates)
                && Set.of("round_prefer_floor", "round_prefer_ceil").contains(rounding);
        boolean cornered = coordinates.equals("asymmetric") && rounding.equals("floor");
        if (!centred && !cornered) {
            throw node.unsupported(
                    "coordinate_transformation_mode is %s and nearest_mode is %s".formatted(coordinates, rounding));
        }
    }

    private static void requireNearest(NodeContext node) {
        String mode = node.attributes().string("mode", "nearest");
        if (!mode.equals("nearest")) {
            throw node.unsupported("mode is %s, and only nearest is".formatted(mode));
        }
    }

    private static double[] scalesOfSizes(NodeContext node) {
        long[] sizes = node.longs(3, "sizes");
        Shape src = node.shape(0);
        double[] scales = new double[sizes.length];
        for (int axis = 0; axis < Math.min(sizes.length, src.rank()); axis++) {
            scales[axis] = (double) sizes[axis] / src.dimension(axis);
        }
        return scales;
    }

    private static double[] doubles(NodeContext node, int input) {
        Constant constant = node.constant(input).orElseThrow(() -> node.unsupported("its scales are not a constant"));
        double[] values = new double[Math.toIntExact(constant.shape().elementCount())];
        for (int i = 0; i < values.length; i++) {
            values[i] = Elements.doubleAt(constant, i);
        }
        return values;
    }

    private static Operand enlarge(NodeContext node, double[] scales) {
        Shape src = node.shape(0);
        if (scales.length != src.rank()) {
            throw node.malformed("there are %d scales for its input %s".formatted(scales.length, src));
        }
        List<Long> factors = new ArrayList<>();
        boolean larger = false;
        for (int axis = 0; axis < scales.length; axis++) {
            double scale = scales[axis];
            if (scale != Math.rint(scale) || scale < 1 || scale > Integer.MAX_VALUE || (axis < 2 && scale != 1)) {
                throw node.unsupported(
                        "the scale of dimension %d is %s, and only whole factors of the spatial dimensions are"
                                .formatted(axis, scale));
            }
            larger |= scale != 1;
            if (axis >= 2) {
                factors.add((long) scale);
            }
        }
        return larger ? node.addResult(new Operator.ResizeNearest(factors), node.value(0)) : node.input(0);
    }
}
