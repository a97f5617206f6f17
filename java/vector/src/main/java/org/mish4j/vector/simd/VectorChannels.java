// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;

/** {@link Loops#convolveChannels} over whole vectors. */
final class VectorChannels {
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private VectorChannels() {}

    /**
     * Convolves.
     *
     * @param whole how many channels, a multiple of the lanes
     * @param channels how many there are in all
     */
    static void convolve(
            MemorySegment src,
            long[] rows,
            int firstRow,
            int taps,
            MemorySegment weights,
            long panel,
            long dst,
            int whole,
            int channels) {
        for (int channel = 0; channel < whole; channel += Lanes.COUNT) {
            long place = (long) channel * Float.BYTES;
            FloatVector sum = load(weights, panel + place);
            for (int tap = 0; tap < taps; tap++) {
                long weight = panel + (long) (tap + 1) * channels * Float.BYTES + place;
                sum = load(src, rows[firstRow + tap] + place).fma(load(weights, weight), sum);
            }
            sum.intoMemorySegment(src, dst + place, ORDER);
        }
    }

    private static FloatVector load(MemorySegment segment, long offset) {
        return FloatVector.fromMemorySegment(Lanes.SPECIES, segment, offset, ORDER);
    }
}
