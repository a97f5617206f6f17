// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.convolution;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.mish4j.bench.TextbookMish;

/** The second rung of pure Java: the loops of a textbook, over memory segments off the heap. */
final class SegmentLoops implements ChannelLoops {
    private final Arena arena = Arena.ofShared();
    private final ConvolutionLayer layer;
    private final MemorySegment source;
    private final MemorySegment weights;
    private final MemorySegment bias;
    private final MemorySegment destination;

    SegmentLoops(ConvolutionLayer layer) {
        this.layer = layer;
        this.source = arena.allocateFrom(JAVA_FLOAT, layer.source());
        this.weights = arena.allocateFrom(JAVA_FLOAT, layer.weights());
        this.bias = arena.allocateFrom(JAVA_FLOAT, layer.bias());
        this.destination = arena.allocate(JAVA_FLOAT, layer.outputCount());
    }

    @Override
    public void run(int firstChannel, int endChannel) {
        int outputHeight = layer.outputHeight();
        int outputWidth = layer.outputWidth();
        for (int channel = firstChannel; channel < endChannel; channel++) {
            for (int y = 0; y < outputHeight; y++) {
                for (int x = 0; x < outputWidth; x++) {
                    float sum = bias.getAtIndex(JAVA_FLOAT, channel)
                            + sum(channel, y * layer.stride() - layer.pad(), x * layer.stride() - layer.pad());
                    destination.setAtIndex(
                            JAVA_FLOAT, (channel * outputHeight + y) * outputWidth + x, TextbookMish.value(sum));
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
                    sum += source.getAtIndex(JAVA_FLOAT, (channel * height + y) * width + x)
                            * weights.getAtIndex(
                                    JAVA_FLOAT,
                                    ((outputChannel * layer.inputChannels() + channel) * kernel + kernelY) * kernel
                                            + kernelX);
                }
            }
        }
        return sum;
    }

    @Override
    public float[] output() {
        return destination.toArray(JAVA_FLOAT);
    }

    @Override
    public void close() {
        arena.close();
    }
}
