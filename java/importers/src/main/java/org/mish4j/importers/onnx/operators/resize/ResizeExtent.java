// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.resize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.mish4j.Shape;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.operators.movement.Selection;

/** The sizes and scales that a Resize asks for, for each dimension of its input. */
final class ResizeExtent {
    private static final int ROI = 1;
    private static final int SCALES = 2;
    private static final int SIZES = 3;

    private ResizeExtent() {}

    /** Reads the inputs and attributes of a version that has both scales and sizes. */
    static List<ResizeCoordinates> of(NodeContext node) {
        Shape src = node.shape(0);
        String mode = node.attributes().string("coordinate_transformation_mode", "half_pixel");
        String policy = node.attributes().string("keep_aspect_ratio_policy", "stretch");
        int[] axes = axes(node, src.rank());
        double[] scales = filled(src.rank(), 1);
        long[] sizes = src.toArray();
        if (node.hasInput(SIZES) && node.shape(SIZES).elementCount() > 0) {
            long[] declared = node.longs(SIZES, "sizes");
            requireCount(node, "sizes", declared.length, axes.length);
            for (int i = 0; i < axes.length; i++) {
                sizes[axes[i]] = declared[i];
                scales[axes[i]] = (double) declared[i] / src.dimension(axes[i]);
            }
            keepAspectRatio(node, policy, axes, scales, sizes);
        } else {
            double[] declared = ResizeOperators.doubles(node, SCALES, "scales");
            requireCount(node, "scales", declared.length, axes.length);
            for (int i = 0; i < axes.length; i++) {
                scales[axes[i]] = declared[i];
                sizes[axes[i]] = size(src.dimension(axes[i]), declared[i]);
            }
        }
        return coordinates(node, mode, sizes, scales, region(node, mode, axes));
    }

    /** Makes the extent of scales, one for each dimension. */
    static List<ResizeCoordinates> ofScales(NodeContext node, String mode, double[] scales) {
        Shape src = node.shape(0);
        requireCount(node, "scales", scales.length, src.rank());
        long[] sizes = src.toArray();
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = size(src.dimension(axis), scales[axis]);
        }
        return coordinates(node, mode, sizes, scales, wholeRegion(src.rank()));
    }

    private static long size(long size, double scale) {
        return (long) Math.floor(size * scale);
    }

    private static List<ResizeCoordinates> coordinates(
            NodeContext node, String mode, long[] sizes, double[] scales, double[][] region) {
        Shape src = node.shape(0);
        List<ResizeCoordinates> coordinates = new ArrayList<>();
        for (int axis = 0; axis < sizes.length; axis++) {
            double scale = scales[axis];
            if (!(scale > 0) || sizes[axis] < 1 || sizes[axis] > Selection.MAX_PLACES || src.dimension(axis) < 1) {
                throw node.unsupported("dimension %d of its input %s is resized to %d, by %s"
                        .formatted(axis, src, sizes[axis], scale));
            }
            coordinates.add(new ResizeCoordinates(
                    mode, src.dimension(axis), sizes[axis], scale, region[axis][0], region[axis][1]));
        }
        return coordinates;
    }

    private static int[] axes(NodeContext node, int rank) {
        return node.attributes()
                .integers("axes")
                .map(declared -> Arrays.stream(declared)
                        .mapToInt(axis -> node.axis(axis, rank))
                        .toArray())
                .orElseGet(() -> IntStream.range(0, rank).toArray());
    }

    /** Replaces the scales by the smallest or largest of them, where the policy asks for it, and the sizes with them. */
    private static void keepAspectRatio(NodeContext node, String policy, int[] axes, double[] scales, long[] sizes) {
        if (policy.equals("stretch")) {
            return;
        }
        double scale = scales[axes[0]];
        for (int axis : axes) {
            scale = switch (policy) {
                case "not_larger" -> Math.min(scale, scales[axis]);
                case "not_smaller" -> Math.max(scale, scales[axis]);
                default -> throw node.malformed("keep_aspect_ratio_policy is '%s'".formatted(policy));
            };
        }
        for (int axis : axes) {
            scales[axis] = scale;
            sizes[axis] = (long) Math.floor(scale * node.shape(0).dimension(axis) + 0.5);
        }
    }

    /** Returns the begin and end of the region in each dimension, as shares of it. */
    private static double[][] region(NodeContext node, String mode, int[] axes) {
        double[][] region = wholeRegion(node.shape(0).rank());
        if (mode.equals("tf_crop_and_resize")) {
            double[] declared = ResizeOperators.doubles(node, ROI, "roi");
            requireCount(node, "roi", declared.length, 2 * axes.length);
            for (int i = 0; i < axes.length; i++) {
                region[axes[i]][0] = declared[i];
                region[axes[i]][1] = declared[i + axes.length];
            }
        }
        return region;
    }

    private static double[][] wholeRegion(int rank) {
        double[][] region = new double[rank][];
        for (int axis = 0; axis < rank; axis++) {
            region[axis] = new double[] {0, 1};
        }
        return region;
    }

    private static double[] filled(int count, double number) {
        double[] numbers = new double[count];
        Arrays.fill(numbers, number);
        return numbers;
    }

    private static void requireCount(NodeContext node, String name, int found, int expected) {
        if (found != expected) {
            throw node.malformed("%s has %d numbers, expected %d".formatted(name, found, expected));
        }
    }
}
