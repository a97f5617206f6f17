// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import static org.mish4j.vector.simd.Lanes.load;
import static org.mish4j.vector.simd.Lanes.store;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Loops over whole vectors that make one float of many, or of each column of many rows. */
final class VectorSums {
    /** The vectors that are summed in single precision. */
    private static final int VECTORS_OF_BLOCK = 16;

    private VectorSums() {}

    /**
     * Returns a sum.
     *
     * @param count a multiple of the lanes
     */
    static double sum(MemorySegment segment, long src, int count) {
        double total = 0;
        for (int begin = 0; begin < count; begin += VECTORS_OF_BLOCK * Lanes.COUNT) {
            int end = Math.min(count, begin + VECTORS_OF_BLOCK * Lanes.COUNT);
            FloatVector sum = FloatVector.zero(Lanes.SPECIES);
            for (int i = begin; i < end; i += Lanes.COUNT) {
                sum = sum.add(load(segment, src, i));
            }
            total += sum.reduceLanes(VectorOperators.ADD);
        }
        return total;
    }

    /**
     * Returns the sum of the squares of (x - center).
     *
     * @param count a multiple of the lanes
     */
    static double sumOfSquares(MemorySegment segment, long src, int count, float center) {
        double total = 0;
        for (int begin = 0; begin < count; begin += VECTORS_OF_BLOCK * Lanes.COUNT) {
            int end = Math.min(count, begin + VECTORS_OF_BLOCK * Lanes.COUNT);
            FloatVector sum = FloatVector.zero(Lanes.SPECIES);
            for (int i = begin; i < end; i += Lanes.COUNT) {
                FloatVector distance = load(segment, src, i).sub(center);
                sum = distance.fma(distance, sum);
            }
            total += sum.reduceLanes(VectorOperators.ADD);
        }
        return total;
    }

    /**
     * Returns the largest element.
     *
     * @param count a multiple of the lanes
     */
    static float largest(MemorySegment segment, long src, int count) {
        FloatVector largest = FloatVector.broadcast(Lanes.SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < count; i += Lanes.COUNT) {
            largest = largest.max(load(segment, src, i));
        }
        return largest.reduceLanes(VectorOperators.MAX);
    }

    /**
     * Returns the smallest element.
     *
     * @param count a multiple of the lanes
     */
    static float smallest(MemorySegment segment, long src, int count) {
        FloatVector smallest = FloatVector.broadcast(Lanes.SPECIES, Float.POSITIVE_INFINITY);
        for (int i = 0; i < count; i += Lanes.COUNT) {
            smallest = smallest.min(load(segment, src, i));
        }
        return smallest.reduceLanes(VectorOperators.MIN);
    }

    /**
     * Adds floats to as many sums, and the rounding errors to as many others.
     *
     * @param count a multiple of the lanes
     */
    static void accumulate(
            MemorySegment srcSegment, long src, MemorySegment sumsSegment, long sums, long errors, int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            FloatVector x = load(srcSegment, src, i);
            FloatVector before = load(sumsSegment, sums, i);
            FloatVector sum = before.add(x);
            FloatVector added = sum.sub(before);
            FloatVector error = before.sub(sum.sub(added)).add(x.sub(added));
            store(sumsSegment, sums, i, sum);
            store(sumsSegment, errors, i, load(sumsSegment, errors, i).add(error));
        }
    }

    /**
     * Writes the accumulated sums times a factor.
     *
     * @param count a multiple of the lanes
     */
    static void total(
            MemorySegment sumsSegment,
            long sums,
            long errors,
            float factor,
            MemorySegment dstSegment,
            long dst,
            int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            FloatVector sum = load(sumsSegment, sums, i);
            FloatVector error = load(sumsSegment, errors, i);
            FloatVector exact = sum.add(error).blend(sum, error.test(VectorOperators.IS_NAN));
            store(dstSegment, dst, i, exact.mul(factor));
        }
    }

    /**
     * Writes (x - subtrahend) factor + summand.
     *
     * @param count a multiple of the lanes
     */
    static void standardize(
            MemorySegment srcSegment,
            long src,
            float subtrahend,
            float factor,
            float summand,
            MemorySegment dstSegment,
            long dst,
            int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dstSegment, dst, i, load(srcSegment, src, i).sub(subtrahend).fma(factor, summand));
        }
    }

    /**
     * Adds x factor to as many sums.
     *
     * @param count a multiple of the lanes
     */
    static void addProducts(
            MemorySegment srcSegment, long src, float factor, MemorySegment sumsSegment, long sums, int count) {
        FloatVector factors = FloatVector.broadcast(Lanes.SPECIES, factor);
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(sumsSegment, sums, i, load(srcSegment, src, i).fma(factors, load(sumsSegment, sums, i)));
        }
    }
}
