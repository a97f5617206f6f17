// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.internal.graph.WindowAxis;
import org.mish4j.internal.reference.activations.PostOpChain;
import org.mish4j.internal.reference.elements.Elements;

/**
 * {@link Operator.Deconvolution}. A channel of the result is the sum of spread out channels of the input, one for each
 * weight. Its axes are those of the convolution whose input has the shape of this result.
 */
final class DeconvolutionKernel implements Kernel {
    private static final int SRC = 0;
    private static final int WEIGHTS = 1;
    private static final int BIAS = 2;

    private final int batch;
    private final int inputChannels;
    private final int groupInputChannels;
    private final int groupOutputChannels;
    private final int groups;
    private final WindowAxis depth;
    private final WindowAxis height;
    private final WindowAxis width;
    private final boolean hasBias;
    private final PostOpChain postOps;
    private final float[] srcChannel;
    private final double[] sums;

    DeconvolutionKernel(Operator.Deconvolution operator, Shape src, Shape weights, Shape result) {
        long[] kernel = Arrays.copyOfRange(weights.toArray(), 2, weights.rank());
        WindowAxis[] axes = WindowAxis.of(result, kernel, src, operator.window());
        this.batch = Math.toIntExact(src.dimension(0));
        this.inputChannels = Math.toIntExact(src.dimension(1));
        this.groups = Math.toIntExact(operator.groups());
        this.groupInputChannels = inputChannels / groups;
        this.groupOutputChannels = Math.toIntExact(weights.dimension(1));
        this.depth = axes[0];
        this.height = axes[1];
        this.width = axes[2];
        this.hasBias = operator.hasBias();
        this.postOps = new PostOpChain(operator.postOps(), hasBias ? BIAS + 1 : BIAS);
        this.srcChannel = new float[size(depth.output(), height.output(), width.output())];
        this.sums = new double[size(depth.input(), height.input(), width.input())];
    }

    private static int size(int depth, int height, int width) {
        return Math.multiplyExact(Math.multiplyExact(depth, height), width);
    }

    @Override
    public void run(MemorySegment[] inputs, MemorySegment result) {
        long element = 0;
        for (int image = 0; image < batch; image++) {
            for (int channel = 0; channel < groups * groupOutputChannels; channel++) {
                Arrays.fill(sums, hasBias ? Elements.get(inputs[BIAS], channel) : 0);
                sumInputChannels(inputs[SRC], inputs[WEIGHTS], image, channel);
                for (double sum : sums) {
                    Elements.set(result, element, postOps.apply(sum, inputs, element));
                    element++;
                }
            }
        }
    }

    private void sumInputChannels(MemorySegment src, MemorySegment weights, int image, int outputChannel) {
        long kernelSize = (long) depth.kernel() * height.kernel() * width.kernel();
        int firstChannel = outputChannel / groupOutputChannels * groupInputChannels;
        for (int channel = firstChannel; channel < firstChannel + groupInputChannels; channel++) {
            Elements.copy(src, ((long) image * inputChannels + channel) * srcChannel.length, srcChannel);
            long weight = ((long) channel * groupOutputChannels + outputChannel % groupOutputChannels) * kernelSize;
            for (int kernelZ = 0; kernelZ < depth.kernel(); kernelZ++) {
                for (int kernelY = 0; kernelY < height.kernel(); kernelY++) {
                    for (int kernelX = 0; kernelX < width.kernel(); kernelX++) {
                        addSpreadChannel(Elements.get(weights, weight++), kernelZ, kernelY, kernelX);
                    }
                }
            }
        }
    }

    private void addSpreadChannel(double weight, int kernelZ, int kernelY, int kernelX) {
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
