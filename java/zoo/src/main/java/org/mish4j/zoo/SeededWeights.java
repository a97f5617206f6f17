// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.LongStream;

/**
 * Weights by a formula. With u the {@link SplitMix64} number at a parameter's position: biases and means 0.2 (2u - 1),
 * scales 0.8 + 0.4 u, variances 0.75 + 0.5 u, weights 0.9 sqrt(6 / fan-in) (2u - 1), each computed in double and rounded
 * once.
 */
record SeededWeights(long seed) implements WeightSource {
    private static final int CHUNK = 1 << 16;

    /** Maps a number in [0, 1) onto scale u + offset, or scale (2u - 1) where it is centred. */
    private record Range(double scale, double offset, boolean centred) {
        static Range of(Block block) {
            return switch (block.kind()) {
                case BIAS, MEAN -> new Range(0.2, 0, true);
                case SCALE -> new Range(0.4, 0.8, false);
                case VARIANCE -> new Range(0.5, 0.75, false);
                case WEIGHT -> new Range(0.9 * Math.sqrt(6.0 / block.fanIn()), 0, true);
            };
        }

        float map(double u) {
            return (float) (centred ? scale * (2 * u - 1) : offset + scale * u);
        }
    }

    @Override
    public void read(Block block, MemorySegment target) {
        Range range = Range.of(block);
        long chunks = Math.ceilDiv(block.count(), CHUNK);
        LongStream.range(0, chunks).parallel().forEach(chunk -> {
            long begin = chunk * CHUNK;
            long end = Math.min(begin + CHUNK, block.count());
            for (long index = begin; index < end; index++) {
                double u = SplitMix64.uniform(seed, block.position() + index);
                target.setAtIndex(ValueLayout.JAVA_FLOAT, index, range.map(u));
            }
        });
    }
}
