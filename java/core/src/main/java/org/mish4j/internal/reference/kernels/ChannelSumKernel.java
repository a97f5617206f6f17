// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.mish4j.PostOp;
import org.mish4j.internal.graph.WindowAxis;
import org.mish4j.internal.reference.activations.PostOpChain;
import org.mish4j.internal.reference.elements.Elements;

/** What a convolution and a deconvolution share: a channel of the result is a sum over channels of the input and taps. */
abstract class ChannelSumKernel implements Kernel {
    private static final int SRC = 0;
    private static final int WEIGHTS = 1;
    private static final int BIAS = 2;

    final WindowAxis depth;
    final WindowAxis height;
    final WindowAxis width;
    final float[] srcChannel;
    final double[] sums;
    private final int batch;
    private final int outputChannels;
    private final boolean hasBias;
    private final PostOpChain postOps;

    /**
     * Makes a kernel.
     *
     * @param axes depth, height and width
     * @param srcSize the elements of a channel of the input
     * @param resultSize the elements of a channel of the result
     */
    ChannelSumKernel(
            WindowAxis[] axes,
            long batch,
            long outputChannels,
            boolean hasBias,
            List<PostOp> postOps,
            int srcSize,
            int resultSize) {
        this.depth = axes[0];
        this.height = axes[1];
        this.width = axes[2];
        this.srcChannel = new float[srcSize];
        this.sums = new double[resultSize];
        this.batch = Math.toIntExact(batch);
        this.outputChannels = Math.toIntExact(outputChannels);
        this.hasBias = hasBias;
        this.postOps = new PostOpChain(postOps, hasBias ? BIAS + 1 : BIAS);
    }

    /** Returns the number of windows. */
    static int windows(WindowAxis... axes) {
        return Arrays.stream(axes).mapToInt(WindowAxis::output).reduce(1, Math::multiplyExact);
    }

    /** Returns the number of places over which the windows lie. */
    static int places(WindowAxis... axes) {
        return Arrays.stream(axes).mapToInt(WindowAxis::input).reduce(1, Math::multiplyExact);
    }

    @Override
    public final void run(MemorySegment[] inputs, MemorySegment result) {
        long element = 0;
        for (int image = 0; image < batch; image++) {
            for (int channel = 0; channel < outputChannels; channel++) {
                Arrays.fill(sums, hasBias ? Elements.get(inputs[BIAS], channel) : 0);
                sumInputChannels(inputs[SRC], inputs[WEIGHTS], image, channel);
                for (double sum : sums) {
                    Elements.set(result, element, postOps.apply(sum, inputs, element));
                    element++;
                }
            }
        }
    }

    /** Adds the channels of the input that a channel of the result reads to {@link #sums}. */
    abstract void sumInputChannels(MemorySegment src, MemorySegment weights, int image, int outputChannel);

    /** Adds {@link #srcChannel}, multiplied with the weights of each tap from an index on, to {@link #sums}. */
    final void addTaps(MemorySegment weights, long firstWeight) {
        long weight = firstWeight;
        for (int kernelZ = 0; kernelZ < depth.kernel(); kernelZ++) {
            for (int kernelY = 0; kernelY < height.kernel(); kernelY++) {
                for (int kernelX = 0; kernelX < width.kernel(); kernelX++) {
                    addTap(Elements.get(weights, weight++), kernelZ, kernelY, kernelX);
                }
            }
        }
    }

    /** Adds {@link #srcChannel}, multiplied with the weight of a tap, to {@link #sums}. */
    abstract void addTap(double weight, int kernelZ, int kernelY, int kernelX);
}
