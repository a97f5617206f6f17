// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.convolution;

import org.mish4j.bench.TextbookMish;

/** The first rung of pure Java: the loops of a textbook, over arrays on the heap. */
final class ArrayLoops implements ChannelLoops {
    private final ConvolutionLayer layer;
    private final float[] source;
    private final float[] weights;
    private final float[] bias;
    private final float[] destination;

    ArrayLoops(ConvolutionLayer layer) {
        this.layer = layer;
        this.source = layer.source();
        this.weights = layer.weights();
        this.bias = layer.bias();
        this.destination = new float[layer.outputCount()];
    }

    @Override
    public void run(int firstChannel, int endChannel) {
        int outputHeight = layer.outputHeight();
        int outputWidth = layer.outputWidth();
        for (int channel = firstChannel; channel < endChannel; channel++) {
            for (int y = 0; y < outputHeight; y++) {
                for (int x = 0; x < outputWidth; x++) {
                    float sum = bias[channel]
                            + sum(channel, y * layer.stride() - layer.pad(), x * layer.stride() - layer.pad());
                    destination[(channel * outputHeight + y) * outputWidth + x] = TextbookMish.value(sum);
                }
            }
        }
    }

    private float sum(int outputChannel, int firstY, int firstX) {
        int height = layer.height();
        int width = layer.width();
        int kernel = layer.kernel();
        float sum = 0;
        for (int channel = 0; channel < layer.inputChannels(); channel++) {
            for (int kernelY = 0; kernelY < kernel; kernelY++) {
                int y = firstY + kernelY;
                if (y < 0 || y >= height) {
                    continue;
                }
                for (int kernelX = 0; kernelX < kernel; kernelX++) {
                    int x = firstX + kernelX;
                    if (x < 0 || x >= width) {
                        continue;
                    }
                    sum += source[(channel * height + y) * width + x]
                            * weights[
                                    ((outputChannel * layer.inputChannels() + channel) * kernel + kernelY) * kernel
                                            + kernelX];
                }
            }
        }
        return sum;
    }

    @Override
    public float[] output() {
        return destination.clone();
    }

    @Override
    public void close() {}
}
