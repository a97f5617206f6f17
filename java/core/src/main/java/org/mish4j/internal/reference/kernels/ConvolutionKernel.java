// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.internal.graph.WindowAxis;
import org.mish4j.internal.reference.elements.Elements;

/**
 * {@link Operator.Convolution}. A channel of the result is the sum of shifted channels of the input, one for each
 * weight.
 */
final class ConvolutionKernel extends ChannelSumKernel {
    private final int groups;
    private final int groupInputChannels;
    private final int groupOutputChannels;

    ConvolutionKernel(Operator.Convolution operator, Shape src, Shape weights, Shape result) {
        long[] kernel = Arrays.copyOfRange(weights.toArray(), 2, weights.rank());
        this(operator, src, weights, WindowAxis.of(src, kernel, result, operator.window()));
    }

    private ConvolutionKernel(Operator.Convolution operator, Shape src, Shape weights, WindowAxis[] axes) {
        super(
                axes,
                src.dimension(0),
                weights.dimension(0),
                operator.hasBias(),
                operator.postOps(),
                places(axes),
                windows(axes));
        this.groups = Math.toIntExact(operator.groups());
        this.groupInputChannels = Math.toIntExact(weights.dimension(1));
        this.groupOutputChannels = Math.toIntExact(weights.dimension(0) / operator.groups());
    }

    @Override
    void sumInputChannels(MemorySegment src, MemorySegment weights, int image, int outputChannel) {
        int group = outputChannel / groupOutputChannels;
        long kernelSize = (long) depth.kernel() * height.kernel() * width.kernel();
        long firstSrcChannel = ((long) image * groups + group) * groupInputChannels;
        for (int channel = 0; channel < groupInputChannels; channel++) {
            Elements.copy(src, (firstSrcChannel + channel) * srcChannel.length, srcChannel);
            addTaps(weights, ((long) outputChannel * groupInputChannels + channel) * kernelSize);
        }
    }

    @Override
    void addTap(double weight, int kernelZ, int kernelY, int kernelX) {
        int firstX = width.firstWindow(kernelX);
        int endX = width.endWindow(kernelX);
        int endY = height.endWindow(kernelY);
        int endZ = depth.endWindow(kernelZ);
        for (int z = depth.firstWindow(kernelZ); z < endZ; z++) {
            int srcPlane = depth.position(z, kernelZ) * height.input();
            for (int y = height.firstWindow(kernelY); y < endY; y++) {
                int srcRow = (srcPlane + height.position(y, kernelY)) * width.input();
                int sumsRow = (z * height.output() + y) * width.output();
                for (int x = firstX; x < endX; x++) {
                    sums[sumsRow + x] += weight * srcChannel[srcRow + width.position(x, kernelX)];
                }
            }
        }
    }
}
