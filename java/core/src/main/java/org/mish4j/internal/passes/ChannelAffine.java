// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;

/**
 * What a node does that multiplies each channel of one input by a constant and adds another: scale x + shift. In
 * double, so that folding it into weights rounds once.
 */
final class ChannelAffine {
    private final double[] scales;
    private final double[] shifts;

    private ChannelAffine(double[] scales, double[] shifts) {
        this.scales = scales;
        this.shifts = shifts;
    }

    /** Returns the input of a node that the node may scale and shift by constants; null if there is none. */
    static @Nullable Value src(Node node) {
        Value first = node.inputs().getFirst();
        return switch (node.operator()) {
            case Operator.Eltwise(var activation) when activation.kind() == Activation.Kind.LINEAR -> first;
            case Operator.BatchNormalization _ -> first;
            case Operator.Binary _ -> {
                Value second = node.inputs().get(1);
                if (first.isConstant() == second.isConstant()) {
                    yield null;
                }
                yield first.isConstant() ? second : first;
            }
            default -> null;
        };
    }

    /**
     * Returns what a node does to its {@link #src}.
     *
     * @param channelAxis the dimension of the channels
     * @return null if that is something else, or not the same within a channel
     */
    static @Nullable ChannelAffine of(Node node, int channelAxis) {
        Value src = src(node);
        if (src == null || !src.shape().equals(node.output().shape())) {
            return null;
        }
        int channels = Math.toIntExact(src.shape().dimension(channelAxis));
        return switch (node.operator()) {
            case Operator.Eltwise(var activation) ->
                new ChannelAffine(filled(channels, activation.alpha()), filled(channels, activation.beta()));
            case Operator.BatchNormalization(var epsilon) when channelAxis == 1 -> ofBatchNormalization(node, epsilon);
            case Operator.Binary(var kind) -> ofBinary(node, kind, src, channelAxis);
            default -> null;
        };
    }

    private static @Nullable ChannelAffine ofBatchNormalization(Node node, float epsilon) {
        double[][] parameters = new double[4][];
        for (int index = 0; index < parameters.length; index++) {
            Constant constant = node.inputs().get(1 + index).constant();
            if (constant == null) {
                return null;
            }
            parameters[index] = Weights.toDoubles(constant);
        }
        double[] scales = new double[parameters[0].length];
        double[] shifts = new double[scales.length];
        for (int channel = 0; channel < scales.length; channel++) {
            double mean = parameters[2][channel];
            double variance = parameters[3][channel];
            scales[channel] = parameters[0][channel] / Math.sqrt(variance + epsilon);
            shifts[channel] = parameters[1][channel] - mean * scales[channel];
        }
        return new ChannelAffine(scales, shifts);
    }

    private static @Nullable ChannelAffine ofBinary(Node node, Operator.BinaryKind kind, Value src, int channelAxis) {
        boolean srcIsFirst = node.inputs().getFirst() == src;
        Constant constant = node.inputs().get(srcIsFirst ? 1 : 0).constant();
        double[] values = constant == null ? null : channelValues(constant, src.shape(), channelAxis);
        if (values == null) {
            return null;
        }
        double[] zeros = new double[values.length];
        return switch (kind) {
            case ADD -> new ChannelAffine(filled(values.length, 1), values);
            case SUB ->
                srcIsFirst
                        ? new ChannelAffine(
                                filled(values.length, 1),
                                DoubleStream.of(values).map(value -> -value).toArray())
                        : new ChannelAffine(filled(values.length, -1), values);
            case MUL -> new ChannelAffine(values, zeros);
            case DIV ->
                srcIsFirst
                        ? new ChannelAffine(
                                DoubleStream.of(values).map(value -> 1 / value).toArray(), zeros)
                        : null;
            case MIN, MAX, POW, EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> null;
        };
    }

    /** Returns the constant's value for each channel; null if, broadcast, it differs within a channel. */
    private static double @Nullable [] channelValues(Constant constant, Shape src, int channelAxis) {
        Shape shape = constant.shape();
        int missing = src.rank() - shape.rank();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.dimension(axis) != 1 && axis + missing != channelAxis) {
                return null;
            }
        }
        double[] values = Weights.toDoubles(constant);
        return values.length == 1 ? filled(Math.toIntExact(src.dimension(channelAxis)), values[0]) : values;
    }

    private static double[] filled(int count, double value) {
        double[] values = new double[count];
        Arrays.fill(values, value);
        return values;
    }

    double scale(int channel) {
        return scales[channel];
    }

    double shift(int channel) {
        return shifts[channel];
    }

    /** Tells whether any channel is multiplied by something else than 1. */
    boolean hasScale() {
        return DoubleStream.of(scales).anyMatch(scale -> scale != 1);
    }

    /** Tells whether something else than 0 is added to any channel. */
    boolean hasShift() {
        return DoubleStream.of(shifts).anyMatch(shift -> shift != 0);
    }

    /** Returns the scales, rounded, under a shape that has as many elements. */
    Constant scales(Shape shape) {
        return Constant.ofFloats(shape, Weights.toFloats(scales));
    }

    /** Returns the shifts, rounded, under a shape that has as many elements. */
    Constant shifts(Shape shape) {
        return Constant.ofFloats(shape, Weights.toFloats(shifts));
    }
}
