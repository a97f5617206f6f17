// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import java.lang.foreign.MemorySegment;

/**
 * The loops on the Vector API that sum, search and scale, by {@link VectorSums} for whole vectors and by {@link ScalarLoops}
 * for what is left.
 */
abstract class VectorSumLoops implements Loops {
    /** The floats that a loop with an int for its counter runs over. */
    static final int MOST_OF_LOOP = 1 << 20;

    final ScalarLoops scalar = new ScalarLoops();

    static long bytes(long floats) {
        return floats * Float.BYTES;
    }

    static long wholeVectors(long count) {
        return count - count % Lanes.COUNT;
    }

    @Override
    public double sum(MemorySegment segment, long src, long count) {
        long whole = wholeVectors(count);
        double sum = 0;
        for (long done = 0; done < whole; done += MOST_OF_LOOP) {
            sum += VectorSums.sum(segment, src + bytes(done), (int) Math.min(MOST_OF_LOOP, whole - done));
        }
        return sum + scalar.sum(segment, src + bytes(whole), count - whole);
    }

    @Override
    public double sumOfSquares(MemorySegment segment, long src, long count, float center) {
        long whole = wholeVectors(count);
        double sum = 0;
        for (long done = 0; done < whole; done += MOST_OF_LOOP) {
            int part = (int) Math.min(MOST_OF_LOOP, whole - done);
            sum += VectorSums.sumOfSquares(segment, src + bytes(done), part, center);
        }
        return sum + scalar.sumOfSquares(segment, src + bytes(whole), count - whole, center);
    }

    @Override
    public float largest(MemorySegment segment, long src, long count) {
        long whole = wholeVectors(count);
        float largest = scalar.largest(segment, src + bytes(whole), count - whole);
        for (long done = 0; done < whole; done += MOST_OF_LOOP) {
            int part = (int) Math.min(MOST_OF_LOOP, whole - done);
            largest = Math.max(largest, VectorSums.largest(segment, src + bytes(done), part));
        }
        return largest;
    }

    @Override
    public float smallest(MemorySegment segment, long src, long count) {
        long whole = wholeVectors(count);
        float smallest = scalar.smallest(segment, src + bytes(whole), count - whole);
        for (long done = 0; done < whole; done += MOST_OF_LOOP) {
            int part = (int) Math.min(MOST_OF_LOOP, whole - done);
            smallest = Math.min(smallest, VectorSums.smallest(segment, src + bytes(done), part));
        }
        return smallest;
    }

    @Override
    public void accumulate(
            MemorySegment srcSegment, long src, MemorySegment sumsSegment, long sums, long errors, long count) {
        long whole = wholeVectors(count);
        for (long done = 0; done < whole; done += MOST_OF_LOOP) {
            VectorSums.accumulate(
                    srcSegment, src + bytes(done), sumsSegment, sums + bytes(done), errors + bytes(done), (int)
                            Math.min(MOST_OF_LOOP, whole - done));
        }
        scalar.accumulate(
                srcSegment, src + bytes(whole), sumsSegment, sums + bytes(whole), errors + bytes(whole), count - whole);
    }

    @Override
    public void total(
            MemorySegment sumsSegment,
            long sums,
            long errors,
            float factor,
            MemorySegment dstSegment,
            long dst,
            long count) {
        long whole = wholeVectors(count);
        for (long done = 0; done < whole; done += MOST_OF_LOOP) {
            VectorSums.total(
                    sumsSegment, sums + bytes(done), errors + bytes(done), factor, dstSegment, dst + bytes(done), (int)
                            Math.min(MOST_OF_LOOP, whole - done));
        }
        scalar.total(
                sumsSegment,
                sums + bytes(whole),
                errors + bytes(whole),
                factor,
                dstSegment,
                dst + bytes(whole),
                count - whole);
    }

    @Override
    public void standardize(
            MemorySegment srcSegment,
            long src,
            float subtrahend,
            float factor,
            float summand,
            MemorySegment dstSegment,
            long dst,
            long count) {
        long whole = wholeVectors(count);
        for (long done = 0; done < whole; done += MOST_OF_LOOP) {
            VectorSums.standardize(
                    srcSegment, src + bytes(done), subtrahend, factor, summand, dstSegment, dst + bytes(done), (int)
                            Math.min(MOST_OF_LOOP, whole - done));
        }
        scalar.standardize(
                srcSegment,
                src + bytes(whole),
                subtrahend,
                factor,
                summand,
                dstSegment,
                dst + bytes(whole),
                count - whole);
    }

    @Override
    public void addProducts(
            MemorySegment srcSegment, long src, float factor, MemorySegment sumsSegment, long sums, long count) {
        long whole = wholeVectors(count);
        for (long done = 0; done < whole; done += MOST_OF_LOOP) {
            int part = (int) Math.min(MOST_OF_LOOP, whole - done);
            VectorSums.addProducts(srcSegment, src + bytes(done), factor, sumsSegment, sums + bytes(done), part);
        }
        scalar.addProducts(srcSegment, src + bytes(whole), factor, sumsSegment, sums + bytes(whole), count - whole);
    }
}
