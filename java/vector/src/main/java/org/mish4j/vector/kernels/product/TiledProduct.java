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
import org.mish4j.vector.simd.TileShape;

/**
 * A convolution as a product of matrices that nobody builds: a row for each pixel of dst, a column for each output channel
 * of a group. A table says where the channels lie that each tap of each row reads, so that any stride, dilation and padding
 * is the same loop. A part is some pixels of an image times some panels of a group's weights.
 *
 * <p>Within a part the panel stays and the pixels pass: a panel is read from the second-level cache as often as the part has
 * tiles, and the pixels, of which a part has few, as often as it has panels.
 */
final class TiledProduct implements Kernel {
    private static final long ROW_BYTES_OF_PART = 128 << 10;
    private static final long LEAST_PIXELS_OF_PART = 4L * TileShape.ROWS;
    private static final long MOST_PIXELS_OF_PART = 240;

    /** Of larger images, parts have more pixels, so that parts can be counted. */
    private static final long MOST_PIXEL_BLOCKS = 1 << 24;

    /**
     * How much there is to compute.
     *
     * @param images the number of images
     * @param groups the groups of channels of each
     * @param pixels those of an image of dst
     */
    record Size(long images, int groups, long pixels) {}

    /**
     * The packed weights.
     *
     * @param offset of the first panel, in bytes
     * @param ofImages whether each image has weights of its own, which count as groups
     */
    record Panels(PackedWeights layout, Space space, long offset, boolean ofImages) {
        long offset(long image, int group, int panel) {
            return offset + layout.panelOffset(ofImages ? (int) image : group, panel);
        }
    }

    private final String name;
    private final Loops loops;
    private final Size size;
    private final RowSource source;
    private final Panels panels;
    private final PackedWeights weights;
    private final TileEpilogue epilogue;
    private final int pixelBlocks;
    private final int panelBlocks;
    private final boolean gathers;
    private final long mostPixels;

    /**
     * Makes a product.
     *
     * @param gathers whether a row's channels of all taps are first copied side by side, which pays where they are few
     */
    TiledProduct(
            String name,
            KernelContext context,
            Size size,
            RowSource source,
            Panels panels,
            TileEpilogue epilogue,
            boolean gathers) {
        this.name = name;
        this.loops = context.loops();
        this.size = size;
        this.source = source;
        this.panels = panels;
        this.weights = panels.layout();
        this.epilogue = epilogue;
        this.gathers = gathers;
        long rowBytes = (long) weights.channels() * Float.BYTES * (gathers ? weights.taps() : 1);
        long pixelsOfPart =
                Math.clamp(ROW_BYTES_OF_PART / Math.max(1, rowBytes), LEAST_PIXELS_OF_PART, MOST_PIXELS_OF_PART);
        long leastOfPart = Math.ceilDiv(size.pixels(), Math.max(1, MOST_PIXEL_BLOCKS / size.images() / size.groups()));
        this.pixelBlocks =
                Math.toIntExact(Math.max(1, Math.ceilDiv(size.pixels(), Math.max(pixelsOfPart, leastOfPart))));
        this.mostPixels = Math.ceilDiv(Math.ceilDiv(size.pixels(), pixelBlocks), TileShape.ROWS) * TileShape.ROWS;
        long independent = Math.max(1, size.images() * size.groups() * pixelBlocks);
        int wanted = context.threads() == 1 ? 1 : context.threads() * Parts.PER_THREAD;
        this.panelBlocks = Math.clamp(Math.ceilDiv(wanted, independent), 1, Math.max(1, weights.panels()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int parts() {
        return Math.toIntExact(size.images() * size.groups() * pixelBlocks * panelBlocks);
    }

    @Override
    public long scratchBytes() {
        return sumsBytes() + (gathers ? mostPixels * rowBytes() : 0);
    }

    @Override
    public int tableLength() {
        return Math.toIntExact(mostPixels * tableTaps() + (gathers ? weights.taps() : 0));
    }

    private long sumsBytes() {
        return mostPixels * weights.columns() * Float.BYTES;
    }

    private int tableTaps() {
        return gathers ? 1 : weights.taps();
    }

    private long rowBytes() {
        return (long) weights.taps() * weights.channels() * Float.BYTES;
    }

    @Override
    public void run(Memory memory, Workspace workspace, int part) {
        int panelBlock = part % panelBlocks;
        int pixelBlock = part / panelBlocks % pixelBlocks;
        int group = part / panelBlocks / pixelBlocks % size.groups();
        long image = part / panelBlocks / pixelBlocks / size.groups();
        long begin = Parts.begin(size.pixels(), pixelBlocks, pixelBlock);
        int count = (int) (Parts.begin(size.pixels(), pixelBlocks, pixelBlock + 1) - begin);
        if (gathers) {
            gather(memory.activations(), workspace, image, group, begin, count);
        } else {
            fillTable(workspace.rows(), image, group, begin, count);
        }
        int endPanel = (int) Parts.begin(weights.panels(), panelBlocks, panelBlock + 1);
        for (int panel = (int) Parts.begin(weights.panels(), panelBlocks, panelBlock); panel < endPanel; panel++) {
            multiply(memory, workspace, image, group, panel, begin, count);
        }
    }

    /** Writes, for each tile of the part and each tap, where the channels of the tile's rows begin. */
    private void fillTable(long[] table, long image, int group, long begin, int count) {
        for (int row = 0; row < roundedUp(count); row++) {
            long pixel = begin + Math.min(row, count - 1);
            int tile = row / TileShape.ROWS;
            int first = tile * weights.taps() * TileShape.ROWS + row % TileShape.ROWS;
            source.places(table, first, TileShape.ROWS, image, group, pixel);
        }
    }

    /** Copies the channels of all taps of each row side by side, and writes where each row begins. */
    private void gather(MemorySegment activations, Workspace workspace, long image, int group, long begin, int count) {
        long[] table = workspace.rows();
        long rows = workspace.scratch() + sumsBytes();
        for (int row = 0; row < roundedUp(count); row++) {
            table[row] = rows + Math.min(row, count - 1) * rowBytes();
        }
        int places = roundedUp(count);
        for (int row = 0; row < count; row++) {
            source.places(table, places, 1, image, group, begin + row);
            long target = rows + row * rowBytes();
            gatherRow(activations, table, places, target);
        }
    }

    /** Copies the channels of all taps of a row, of several at once where they lie one behind the other. */
    private void gatherRow(MemorySegment activations, long[] table, int places, long target) {
        long bytesOfTap = (long) weights.channels() * Float.BYTES;
        int tap = 0;
        while (tap < weights.taps()) {
            long from = table[places + tap];
            int run = 1;
            while (tap + run < weights.taps() && table[places + tap + run] == from + run * bytesOfTap) {
                run++;
            }
            loops.copy(activations, from, activations, target + tap * bytesOfTap, (long) run * weights.channels());
            tap += run;
        }
    }

    private static int roundedUp(int rows) {
        return Math.ceilDiv(rows, TileShape.ROWS) * TileShape.ROWS;
    }

    private void multiply(Memory memory, Workspace workspace, long image, int group, int panel, long begin, int count) {
        MemorySegment activations = memory.activations();
        MemorySegment packed = memory.of(panels.space());
        int taps = tableTaps();
        int channels = gathers ? weights.taps() * weights.channels() : weights.channels();
        int firstChannel = panel * weights.columns();
        int outputChannels = Math.min(weights.columns(), weights.outputs() - firstChannel);
        long panelPlace = panels.offset(image, group, panel);
        long rowBytes = (long) weights.columns() * Float.BYTES;
        long tile = workspace.scratch();
        for (int row = 0; row < count; row += TileShape.ROWS) {
            loops.multiplyTile(
                    activations, workspace.rows(), row * taps, taps, channels, packed, panelPlace + rowBytes, tile);
            tile += TileShape.ROWS * rowBytes;
        }
        loops.addRows(packed, panelPlace, 0, activations, workspace.scratch(), rowBytes, count, weights.columns());
        epilogue.apply(
                memory,
                workspace.scratch(),
                image,
                begin,
                count,
                (long) group * weights.outputs() + firstChannel,
                outputChannels);
    }
}
