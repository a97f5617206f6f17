// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.internal.graph.WindowAxis;
import org.mish4j.internal.reference.elements.Elements;

/**
 * {@link Operator.Deconvolution}. A channel of the result is the sum of spread out channels of the input, one for each
 * weight. Its axes are those of the convolution whose input has the shape of this result.
 */
final class DeconvolutionKernel extends ChannelSumKernel {
    private final int inputChannels;
    private final int groupInputChannels;
    private final int groupOutputChannels;

    DeconvolutionKernel(Operator.Deconvolution operator, Shape src, Shape weights, Shape result) {
        long[] kernel = Arrays.copyOfRange(weights.toArray(), 2, weights.rank());
        this(operator, src, weights, WindowAxis.of(result, kernel, src, operator.window()));
    }

    private DeconvolutionKernel(Operator.Deconvolution operator, Shape src, Shape weights, WindowAxis[] axes) {
        super(
                axes,
                src.dimension(0),
                operator.groups() * weights.dimension(1),
                operator.hasBias(),
                operator.postOps(),
                windows(axes),
                places(axes));
        this.inputChannels = Math.toIntExact(src.dimension(1));
        this.groupInputChannels = Math.toIntExact(inputChannels / operator.groups());
        this.groupOutputChannels = Math.toIntExact(weights.dimension(1));
    }

    @Override
    void sumInputChannels(MemorySegment src, MemorySegment weights, int image, int outputChannel) {
        long kernelSize = (long) depth.kernel() * height.kernel() * width.kernel();
        int firstChannel = outputChannel / groupOutputChannels * groupInputChannels;
        for (int channel = firstChannel; channel < firstChannel + groupInputChannels; channel++) {
            Elements.copy(src, ((long) image * inputChannels + channel) * srcChannel.length, srcChannel);
            addTaps(weights, ((long) channel * groupOutputChannels + outputChannel % groupOutputChannels) * kernelSize);
        }
    }

    @Override
    void addTap(double weight, int kernelZ, int kernelY, int kernelX) {
        int firstX = width.firstWindow(kernelX);
        int endX = width.endWindow(kernelX);
        int endY = height.endWindow(kernelY);
        int endZ = depth.endWindow(kernelZ);
        for (int z = depth.firstWindow(kernelZ); z < endZ; z++) {
            int sumsPlane = depth.position(z, kernelZ) * height.input();
            for (int y = height.firstWindow(kernelY); y < endY; y++) {
                int sumsRow = (sumsPlane + height.position(y, kernelY)) * width.input();
                int srcRow = (z * height.output() + y) * width.output();
                for (int x = firstX; x < endX; x++) {
                    sums[sumsRow + width.position(x, kernelX)] += weight * srcChannel[srcRow + x];
                }
            }
        }
    }
}
