// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.resize;

import java.util.ArrayList;
import java.util.List;
import org.mish4j.importers.onnx.operators.movement.Selection;

/**
 * Which places of a dimension, with which weights, make each place of the resized dimension.
 *
 * @param count the number of terms of each place
 * @param indices count for each place
 * @param weights as many
 */
record ResizeTaps(int count, List<Long> indices, List<Float> weights) {
    private static final int LINEAR_REACH = 1;
    private static final int CUBIC_REACH = 2;

    /** How to weigh. */
    enum Mode {
        /** One place of weight 1. */
        NEAREST,
        /** The two places next to a coordinate. */
        LINEAR,
        /** The four places next to a coordinate, with the weights of Keys' convolution. */
        CUBIC
    }

    /**
     * What the operator's attributes say.
     *
     * @param nearestMode how to round a coordinate
     * @param coefficient the coefficient of the cubic function
     * @param excludeOutside whether places outside of the dimension have no weight, rather than that of its end
     * @param antialias whether what is made smaller is smoothed
     */
    record Rule(Mode mode, String nearestMode, float coefficient, boolean excludeOutside, boolean antialias) {}

    /**
     * Computes the taps.
     *
     * @param coordinates where the places of the result lie in the source
     * @param size the number of the source's places
     * @param scale the result's size over the source's
     */
    static ResizeTaps of(Rule rule, double[] coordinates, long size, double scale) {
        double shrinking = rule.antialias() ? Math.min(scale, 1) : 1;
        int reach = rule.mode() == Mode.CUBIC ? CUBIC_REACH : LINEAR_REACH;
        long half = rule.mode() == Mode.NEAREST ? 1 : (long) -Math.floor(-reach / shrinking);
        int count = rule.mode() == Mode.NEAREST ? 1 : Math.toIntExact(2 * half);
        if ((long) count * coordinates.length > Selection.MAX_PLACES) {
            throw new IllegalArgumentException("%d places are made of %d each".formatted(coordinates.length, count));
        }
        List<Long> indices = new ArrayList<>();
        List<Float> weights = new ArrayList<>();
        for (double coordinate : coordinates) {
            if (rule.mode() == Mode.NEAREST) {
                indices.add(Math.clamp(nearest(rule, coordinate), 0, size - 1));
                weights.add(1f);
            } else {
                append(rule, coordinate, size, half, shrinking, indices, weights);
            }
        }
        return new ResizeTaps(count, List.copyOf(indices), List.copyOf(weights));
    }

    private static long nearest(Rule rule, double coordinate) {
        double rounded = switch (rule.nearestMode()) {
            case "round_prefer_floor" -> Math.ceil(coordinate - 0.5);
            case "round_prefer_ceil" -> Math.floor(coordinate + 0.5);
            case "floor" -> Math.floor(coordinate);
            case "ceil" -> Math.ceil(coordinate);
            default -> throw new IllegalArgumentException("nearest_mode is '%s'".formatted(rule.nearestMode()));
        };
        return (long) rounded;
    }

    private static void append(
            Rule rule,
            double coordinate,
            long size,
            long half,
            double shrinking,
            List<Long> indices,
            List<Float> weights) {
        long first = (long) Math.ceil(coordinate) - half;
        double[] raw = new double[Math.toIntExact(2 * half)];
        double sum = 0;
        for (int i = 0; i < raw.length; i++) {
            long index = first + i;
            boolean outside = index < 0 || index >= size;
            double distance = Math.abs(index - coordinate) * shrinking;
            raw[i] = rule.excludeOutside() && outside ? 0 : weight(rule, distance);
            sum += raw[i];
        }
        boolean normalized = (rule.antialias() || rule.excludeOutside()) && sum != 0;
        for (int i = 0; i < raw.length; i++) {
            indices.add(Math.clamp(first + i, 0, size - 1));
            weights.add((float) (normalized ? raw[i] / sum : raw[i]));
        }
    }

    /** Returns the weight of a place at a distance: Keys, Cubic Convolution Interpolation, 1981, for the cubic one. */
    private static double weight(Rule rule, double distance) {
        if (rule.mode() == Mode.LINEAR) {
            return Math.max(0, 1 - distance);
        }
        double a = rule.coefficient();
        if (distance <= 1) {
            return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
        }
        return distance < 2 ? ((a * distance - 5 * a) * distance + 8 * a) * distance - 4 * a : 0;
    }

    /** Returns these taps with weight 0 where a place is outside of the source. */
    ResizeTaps without(boolean[] outside) {
        List<Float> masked = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            masked.add(outside[i / count] ? 0 : weights.get(i));
        }
        return new ResizeTaps(count, indices, List.copyOf(masked));
    }

    /** Returns the whole factor by which every place is repeated; 0 if the taps do anything else. */
    long repeats(long size) {
        long factor = indices.size() / size;
        if (count != 1 || factor * size != indices.size()) {
            return 0;
        }
        for (int place = 0; place < indices.size(); place++) {
            if (indices.get(place) != place / factor || weights.get(place) != 1) {
                return 0;
            }
        }
        return factor;
    }
}
