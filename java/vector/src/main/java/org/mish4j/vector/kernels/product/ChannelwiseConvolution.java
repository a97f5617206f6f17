// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.product;

import java.lang.foreign.MemorySegment;
import org.mish4j.vector.kernels.Kernel;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.kernels.Parts;
import org.mish4j.vector.kernels.Workspace;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.Space;
import org.mish4j.vector.simd.Loops;

/**
 * A depthwise convolution: each channel of src gives one of dst. There is no product of matrices in it, so it is computed
 * directly, pixel by pixel, with neighbouring channels in a vector. A part is some pixels of an image.
 */
final class ChannelwiseConvolution implements Kernel {
    private static final long LEAST_PRODUCTS_OF_PART = 64 << 10;
    private static final int PIXELS_OF_BLOCK = 8;

    private final Loops loops;
    private final RowSource source;
    private final int taps;
    private final int channels;
    private final Space weightsSpace;
    private final long weights;
    private final TileEpilogue epilogue;
    private final long images;
    private final long pixels;
    private final int pixelBlocks;

    /**
     * Makes the kernel.
     *
     * @param weights byte offset of the biases, which are followed by the weights, tap by tap
     */
    ChannelwiseConvolution(
            KernelContext context,
            RowSource source,
            int taps,
            int channels,
            Space weightsSpace,
            long weights,
            TileEpilogue epilogue,
            long images,
            long pixels) {
        this.loops = context.loops();
        this.source = source;
        this.taps = taps;
        this.channels = channels;
        this.weightsSpace = weightsSpace;
        this.weights = weights;
        this.epilogue = epilogue;
        this.images = images;
        this.pixels = pixels;
        long productsOfPixel = Math.max(1, (long) taps * channels);
        long least = Math.max(1, LEAST_PRODUCTS_OF_PART / productsOfPixel);
        this.pixelBlocks = Parts.count(pixels, least, context.threads());
    }

    @Override
    public String name() {
        return "vector_depthwise";
    }

    @Override
    public int parts() {
        return Math.toIntExact(images * pixelBlocks);
    }

    @Override
    public long scratchBytes() {
        return (long) PIXELS_OF_BLOCK * channels * Float.BYTES;
    }

    @Override
    public int tableLength() {
        return taps;
    }

    @Override
    public void run(Memory memory, Workspace workspace, int part) {
        long image = part / pixelBlocks;
        long begin = Parts.begin(pixels, pixelBlocks, part % pixelBlocks);
        long end = Parts.begin(pixels, pixelBlocks, part % pixelBlocks + 1);
        MemorySegment activations = memory.activations();
        for (long first = begin; first < end; first += PIXELS_OF_BLOCK) {
            int count = (int) Math.min(PIXELS_OF_BLOCK, end - first);
            for (int pixel = 0; pixel < count; pixel++) {
                source.places(workspace.rows(), 0, 1, image, 0, first + pixel);
                long sums = workspace.scratch() + (long) pixel * channels * Float.BYTES;
                loops.convolveChannels(
                        activations, workspace.rows(), 0, taps, memory.of(weightsSpace), weights, sums, channels);
            }
            epilogue.apply(memory, workspace.scratch(), image, first, count, 0, channels);
        }
    }
}
