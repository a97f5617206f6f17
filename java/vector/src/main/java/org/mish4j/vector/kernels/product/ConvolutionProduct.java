// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.product;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Window;
import org.mish4j.vector.kernels.Kernel;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.kernels.PixelPlaces;
import org.mish4j.vector.memory.Block;
import org.mish4j.vector.memory.View;

/**
 * A convolution or a transposed one as a product: a row for each pixel of dst, whose taps are the window. One in which every
 * channel is a group of its own counts as one group with a panel as wide as there are channels.
 */
final class ConvolutionProduct implements WeightedOperator {
    private static final int SPATIAL_RANK = 3;
    private static final SourceAxis ABSENT = new SourceAxis.Convolution(1, 1, 1, 1, 1, 0);

    /** Below this number of channels, rows are gathered: one long loop is faster than one for each tap, copies included. */
    private static final int FEW_CHANNELS = 200;

    private final boolean isTransposed;
    private final boolean isChannelwise;
    private final PackedWeights layout;
    private final List<PostOp> postOps;
    private final SourceAxis[] axes;

    private ConvolutionProduct(
            boolean isTransposed, long groups, PackedWeights layout, List<PostOp> postOps, SourceAxis[] axes) {
        this.isTransposed = isTransposed;
        this.isChannelwise = layout.groups() < groups;
        this.layout = layout;
        this.postOps = postOps;
        this.axes = axes;
    }

    static ConvolutionProduct of(Operator.Convolution operator, long[] src, long[] weights, long[] dst, int lanes) {
        int groups = Math.toIntExact(operator.groups());
        SourceAxis[] axes = absentAxes();
        for (int spatial = 0; spatial < src.length - 2; spatial++) {
            Window window = operator.window();
            axes[SPATIAL_RANK - (src.length - 2) + spatial] = new SourceAxis.Convolution(
                    src[spatial + 2],
                    dst[spatial + 2],
                    weights[spatial + 2],
                    window.strides().get(spatial),
                    window.dilations().get(spatial),
                    window.padsBegin().get(spatial));
        }
        PackedWeights layout = layout(groups, weights[0] / groups, weights[1], axes, lanes);
        return new ConvolutionProduct(false, groups, layout, operator.postOps(), axes);
    }

    static ConvolutionProduct of(Operator.Deconvolution operator, long[] src, long[] weights, long[] dst, int lanes) {
        int groups = Math.toIntExact(operator.groups());
        SourceAxis[] axes = absentAxes();
        for (int spatial = 0; spatial < src.length - 2; spatial++) {
            Window window = operator.window();
            axes[SPATIAL_RANK - (src.length - 2) + spatial] = new SourceAxis.Deconvolution(
                    src[spatial + 2],
                    dst[spatial + 2],
                    weights[spatial + 2],
                    window.strides().get(spatial),
                    window.dilations().get(spatial),
                    window.padsBegin().get(spatial));
        }
        PackedWeights layout = layout(groups, weights[1], weights[0] / groups, axes, lanes);
        return new ConvolutionProduct(true, groups, layout, operator.postOps(), axes);
    }

    private static SourceAxis[] absentAxes() {
        return new SourceAxis[] {ABSENT, ABSENT, ABSENT};
    }

    private static PackedWeights layout(int groups, long outputs, long channels, SourceAxis[] axes, int lanes) {
        int taps = Math.toIntExact(axes[0].taps() * axes[1].taps() * axes[2].taps());
        return groups > 1 && outputs == 1 && channels == 1
                ? new PackedWeights(1, groups, taps, 1, groups)
                : PackedWeights.of(groups, Math.toIntExact(outputs), taps, Math.toIntExact(channels), lanes);
    }

    @Override
    public PackedWeights layout() {
        return layout;
    }

    @Override
    public WeightStrides strides(View weights, @Nullable View bias) {
        return isTransposed && !isChannelwise
                ? WeightStrides.ofDeconvolution(weights, bias, layout.groups())
                : WeightStrides.ofConvolution(weights, bias, layout.groups());
    }

    @Override
    public Kernel create(KernelContext context, View src, Block packed, List<View> residuals, View dst) {
        List<PixelPlaces> places = residuals.stream().map(PixelPlaces::new).toList();
        TileEpilogue epilogue =
                new TileEpilogue(context.loops(), postOps, residuals, places, new PixelPlaces(dst), layout.columns());
        WindowRows rows = new WindowRows(src, axes, layout.channels());
        long images = dst.dimension(0);
        long pixels = axes[0].dst() * axes[1].dst() * axes[2].dst();
        if (isChannelwise) {
            return new ChannelwiseConvolution(
                    context,
                    rows,
                    layout.taps(),
                    layout.outputs(),
                    packed.space(),
                    packed.byteOffset(),
                    epilogue,
                    images,
                    pixels);
        }
        return new TiledProduct(
                isTransposed ? "vector_tiles_deconvolution" : "vector_tiles",
                context,
                new TiledProduct.Size(images, layout.groups(), pixels),
                rows,
                new TiledProduct.Panels(layout, packed.space(), packed.byteOffset(), false),
                epilogue,
                layout.taps() > 1 && layout.channels() < FEW_CHANNELS);
    }
}
