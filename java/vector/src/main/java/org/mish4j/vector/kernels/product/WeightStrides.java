// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.product;

import org.jspecify.annotations.Nullable;
import org.mish4j.vector.memory.View;

/** Where the weights and the biases lie that are to be packed, all in elements from the start of their memory. */
public final class WeightStrides {
    private final long[] groupStarts;
    private final long outputStride;
    private final long channelStride;
    private final long[] tapOffsets;
    private final boolean hasBias;
    private final long biasStart;
    private final long biasGroupStride;
    private final long biasStride;

    private WeightStrides(
            long[] groupStarts,
            long outputStride,
            long channelStride,
            long[] tapOffsets,
            @Nullable View bias,
            long biasesOfGroup) {
        this.groupStarts = groupStarts;
        this.outputStride = outputStride;
        this.channelStride = channelStride;
        this.tapOffsets = tapOffsets;
        this.hasBias = bias != null;
        this.biasStart = bias == null ? 0 : start(bias);
        this.biasStride = bias == null ? 0 : bias.stride(0);
        this.biasGroupStride = biasesOfGroup * biasStride;
    }

    /** Returns those of a convolution's weights [K, C / groups, kernel...]. */
    static WeightStrides ofConvolution(View weights, @Nullable View bias, int groups) {
        long outputs = weights.dimension(0) / groups;
        return new WeightStrides(
                groupStarts(weights, groups, outputs),
                weights.stride(0),
                weights.stride(1),
                tapOffsets(weights),
                bias,
                outputs);
    }

    /** Returns those of a transposed convolution's weights [C, K / groups, kernel...]. */
    static WeightStrides ofDeconvolution(View weights, @Nullable View bias, int groups) {
        return new WeightStrides(
                groupStarts(weights, groups, weights.dimension(0) / groups),
                weights.stride(1),
                weights.stride(0),
                tapOffsets(weights),
                bias,
                weights.dimension(1));
    }

    /** Returns those of matrices [..., K, N], each a group. The bias is that of all. */
    static WeightStrides ofMatrices(View weights, @Nullable View bias) {
        int leading = weights.rank() - 2;
        View first = weights;
        for (int axis = leading; axis < weights.rank(); axis++) {
            first = first.part(axis, 0, 1);
        }
        long[] starts = tapOffsets(first, 0);
        for (int group = 0; group < starts.length; group++) {
            starts[group] += start(weights);
        }
        return new WeightStrides(starts, weights.stride(leading + 1), weights.stride(leading), new long[1], bias, 0);
    }

    private static long[] groupStarts(View weights, int groups, long rowsOfGroup) {
        long[] starts = new long[groups];
        for (int group = 0; group < groups; group++) {
            starts[group] = start(weights) + group * rowsOfGroup * weights.stride(0);
        }
        return starts;
    }

    private static long start(View view) {
        return view.byteOffset() / Float.BYTES;
    }

    private static long[] tapOffsets(View weights) {
        return tapOffsets(weights, 2);
    }

    /** Returns how far each place of the dimensions from an axis on is from the first, the last dimension's first. */
    private static long[] tapOffsets(View weights, int firstAxis) {
        long[] offsets = new long[1];
        for (int axis = firstAxis; axis < weights.rank(); axis++) {
            int size = Math.toIntExact(weights.dimension(axis));
            long[] more = new long[Math.multiplyExact(offsets.length, size)];
            for (int index = 0; index < more.length; index++) {
                more[index] = offsets[index / size] + index % size * weights.stride(axis);
            }
            offsets = more;
        }
        return offsets;
    }

    boolean hasBias() {
        return hasBias;
    }

    long bias(int group, int output) {
        return biasStart + group * biasGroupStride + output * biasStride;
    }

    long biasStride() {
        return biasStride;
    }

    long weight(int group, int output, int tap, int channel) {
        return groupStarts[group] + output * outputStride + tapOffsets[tap] + channel * channelStride;
    }

    long outputStride() {
        return outputStride;
    }
}
