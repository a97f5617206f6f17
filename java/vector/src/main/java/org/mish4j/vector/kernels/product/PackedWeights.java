// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.product;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.mish4j.vector.simd.TileShape;

/**
 * How weights are laid out for {@link org.mish4j.vector.simd.Loops#multiplyTile}: for each group and each panel of output
 * channels the biases, then for each tap and input channel the weights of the panel's output channels. Missing output
 * channels of the last panel have zeros.
 *
 * @param groups the number of groups
 * @param outputs output channels of a group
 * @param taps the places of the window
 * @param channels input channels of a group
 * @param columns output channels of a panel
 */
public record PackedWeights(int groups, int outputs, int taps, int channels, int columns) {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    static PackedWeights of(int groups, int outputs, int taps, int channels, int lanes) {
        return new PackedWeights(groups, outputs, taps, channels, TileShape.columns(lanes));
    }

    /** Returns the number of panels of a group. */
    public int panels() {
        return Math.ceilDiv(outputs, columns);
    }

    /** Returns the size of a panel. */
    long panelBytes() {
        return (1 + (long) taps * channels) * columns * Float.BYTES;
    }

    /** Returns the size of all panels. */
    public long bytes() {
        return (long) groups * panels() * panelBytes();
    }

    /** Returns the byte offset of a panel from that of the first. */
    long panelOffset(int group, int panel) {
        return ((long) group * panels() + panel) * panelBytes();
    }

    /** Writes a panel. */
    public void pack(
            WeightStrides source,
            MemorySegment weights,
            MemorySegment bias,
            MemorySegment target,
            long targetOffset,
            int group,
            int panel) {
        int first = panel * columns;
        int count = Math.min(columns, outputs - first);
        long place = targetOffset + panelOffset(group, panel);
        copy(bias, source.bias(group, first), source.biasStride(), target, place, source.hasBias() ? count : 0);
        for (int tap = 0; tap < taps; tap++) {
            for (int channel = 0; channel < channels; channel++) {
                place += (long) columns * Float.BYTES;
                copy(weights, source.weight(group, first, tap, channel), source.outputStride(), target, place, count);
            }
        }
    }

    /** Writes a row of a panel: some elements, and zeros behind them. */
    private void copy(MemorySegment source, long element, long stride, MemorySegment target, long place, int count) {
        for (int column = 0; column < columns; column++) {
            float value = column < count ? source.getAtIndex(FLOAT, element + column * stride) : 0;
            target.set(FLOAT, place + (long) column * Float.BYTES, value);
        }
    }
}
