// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.product;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.vector.kernels.Kernel;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.kernels.PixelPlaces;
import org.mish4j.vector.memory.Block;
import org.mish4j.vector.memory.View;

/**
 * A matrix product: a row for each of src. Where there are several matrices of weights, each of dst has a group of its own,
 * also if several have the same weights.
 */
final class MatrixProduct implements WeightedOperator {
    private final long[] weights;
    private final PackedWeights layout;
    private final List<PostOp> postOps;

    private MatrixProduct(long[] weights, PackedWeights layout, List<PostOp> postOps) {
        this.weights = weights;
        this.layout = layout;
        this.postOps = postOps;
    }

    static MatrixProduct of(Operator.MatMul operator, long[] weights, long[] dst, int lanes) {
        int leading = weights.length - 2;
        long[] ofEachMatrix = weights.clone();
        if (count(weights) > 1) {
            System.arraycopy(dst, 0, ofEachMatrix, 0, leading);
        }
        PackedWeights layout = PackedWeights.of(
                Math.toIntExact(count(ofEachMatrix)),
                Math.toIntExact(weights[leading + 1]),
                1,
                Math.toIntExact(weights[leading]),
                lanes);
        return new MatrixProduct(ofEachMatrix, layout, operator.postOps());
    }

    /** Returns the number of matrices. */
    private static long count(long[] dimensions) {
        return Arrays.stream(dimensions, 0, dimensions.length - 2).reduce(1, Math::multiplyExact);
    }

    @Override
    public PackedWeights layout() {
        return layout;
    }

    @Override
    public WeightStrides strides(View weightsView, @Nullable View bias) {
        return WeightStrides.ofMatrices(weightsView.broadcast(weights), bias);
    }

    @Override
    public Kernel create(KernelContext context, View src, Block packed, List<View> residuals, View dst) {
        List<PixelPlaces> places = residuals.stream().map(PixelPlaces::ofRows).toList();
        TileEpilogue epilogue = new TileEpilogue(
                context.loops(), postOps, residuals, places, PixelPlaces.ofRows(dst), layout.columns());
        long[] leading = dst.dimensions();
        long rows = leading[leading.length - 2];
        leading[leading.length - 1] = src.dimension(src.rank() - 1);
        long matrices = dst.elementCount() / Math.max(1, rows * dst.dimension(dst.rank() - 1));
        boolean severalWeights = layout.groups() > 1;
        return new TiledProduct(
                "vector_tiles",
                context,
                severalWeights
                        ? new TiledProduct.Size(matrices, 1, rows)
                        : new TiledProduct.Size(1, 1, matrices * rows),
                new MatrixRows(PixelPlaces.ofRows(src.broadcast(leading))),
                new TiledProduct.Panels(layout, packed.space(), packed.byteOffset(), severalWeights),
                epilogue,
                false);
    }
}
