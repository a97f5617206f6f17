// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.product;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.mish4j.Activation;
import org.mish4j.PostOp;
import org.mish4j.vector.kernels.PixelPlaces;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.Space;
import org.mish4j.vector.memory.View;
import org.mish4j.vector.simd.Loops;

/** What happens to tiles of sums while they are in the first-level cache: the post-ops, and the copy to dst. */
final class TileEpilogue {
    private sealed interface Step {
        record Activate(Activation activation) implements Step {}

        record Add(Space space, PixelPlaces places) implements Step {}
    }

    private final Loops loops;
    private final Step[] steps;
    private final PixelPlaces dst;
    private final int columns;

    /**
     * Makes the epilogue of a node.
     *
     * @param residuals one for each {@link PostOp.AddResidual}
     * @param residualPlaces where their pixels lie
     * @param columns the floats of a tile's row
     */
    TileEpilogue(
            Loops loops,
            List<PostOp> postOps,
            List<View> residuals,
            List<PixelPlaces> residualPlaces,
            PixelPlaces dst,
            int columns) {
        this.loops = loops;
        this.dst = dst;
        this.columns = columns;
        this.steps = new Step[postOps.size()];
        int residual = 0;
        for (int index = 0; index < steps.length; index++) {
            steps[index] = switch (postOps.get(index)) {
                case PostOp.Apply(var activation) -> new Step.Activate(activation);
                case PostOp.AddResidual() -> {
                    Step add = new Step.Add(residuals.get(residual).space(), residualPlaces.get(residual));
                    residual++;
                    yield add;
                }
            };
        }
    }

    /**
     * Finishes tiles that lie one below the other.
     *
     * @param sums byte offset of the first row in the activations
     * @param pixel the first row's pixel
     * @param rows how many rows count
     * @param channel the first column's channel, among all output channels
     * @param channels how many columns count
     */
    void apply(Memory memory, long sums, long image, long pixel, int rows, long channel, int channels) {
        MemorySegment activations = memory.activations();
        for (Step step : steps) {
            switch (step) {
                case Step.Activate(Activation activation) ->
                    loops.activate(activation, activations, sums, activations, sums, (long) rows * columns);
                case Step.Add(Space space, PixelPlaces places) ->
                    add(memory.of(space), places, activations, sums, image, pixel, rows, channel, channels);
            }
        }
        long place = dst.of(image, pixel) + channel * Float.BYTES;
        if (dst.isEven()) {
            loops.copyRows(activations, sums, rowBytes(), activations, place, dst.pixelStride(), rows, channels);
            return;
        }
        for (int row = 0; row < rows; row++) {
            place = dst.of(image, pixel + row) + channel * Float.BYTES;
            loops.copy(activations, sums + row * rowBytes(), activations, place, channels);
        }
    }

    private void add(
            MemorySegment residual,
            PixelPlaces places,
            MemorySegment activations,
            long sums,
            long image,
            long pixel,
            int rows,
            long channel,
            int channels) {
        long place = places.of(image, pixel) + channel * Float.BYTES;
        if (places.isEven()) {
            loops.addRows(residual, place, places.pixelStride(), activations, sums, rowBytes(), rows, channels);
            return;
        }
        for (int row = 0; row < rows; row++) {
            place = places.of(image, pixel + row) + channel * Float.BYTES;
            loops.addRows(residual, place, 0, activations, sums + row * rowBytes(), 0, 1, channels);
        }
    }

    private long rowBytes() {
        return (long) columns * Float.BYTES;
    }
}
