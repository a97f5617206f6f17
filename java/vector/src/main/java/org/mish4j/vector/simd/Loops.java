// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import java.lang.foreign.MemorySegment;
import org.mish4j.Activation;
import org.mish4j.Operator;

/**
 * Inner loops over floats in memory segments. Offsets are in bytes, counts in floats. Every loop checks the bounds of the
 * segments, as all access to segments does.
 */
public interface Loops {
    /** Returns how many floats an instruction works on: what packed weights are laid out for. */
    int lanes();

    /** Returns a description for people, {@code Vector API, 256 bits}. */
    String description();

    /**
     * Multiplies {@value TileShape#ROWS} rows of src by a panel of weights: for row r and column c of a tile, the sum over
     * taps t and channels k of src(r, t, k) weights(t, k, c).
     *
     * @param src the rows' floats
     * @param rows has, for each tap, the byte offset in src of the channels of each row
     * @param firstRow the index of the first tap's first row in that table
     * @param channels the number of channels that are read at each of these offsets
     * @param weights a panel: for each tap and channel {@link TileShape#columns} weights
     * @param panel byte offset of the panel
     * @param tile byte offset, in src, of the result: {@value TileShape#ROWS} rows of {@link TileShape#columns} floats
     */
    void multiplyTile(
            MemorySegment src,
            long[] rows,
            int firstRow,
            int taps,
            int channels,
            MemorySegment weights,
            long panel,
            long tile);

    /**
     * Convolves each channel of a pixel on its own: for channel c, the bias of c plus the sum over taps t of src(t, c)
     * weights(t, c).
     *
     * @param src the taps' floats
     * @param rows has, for each tap, the byte offset in src of the channels that it reads
     * @param firstRow the index of the first tap in that table
     * @param weights {@code channels} biases, then for each tap as many weights
     * @param panel byte offset of the biases
     * @param dst byte offset, in src, of the result
     */
    void convolveChannels(
            MemorySegment src,
            long[] rows,
            int firstRow,
            int taps,
            MemorySegment weights,
            long panel,
            long dst,
            int channels);

    /**
     * Applies an element-wise function. Source and destination are the same or do not overlap.
     *
     * @param src byte offset
     * @param dst byte offset
     */
    void activate(
            Activation activation, MemorySegment srcSegment, long src, MemorySegment dstSegment, long dst, long count);

    /**
     * Combines two operands, element by element. The destination is one of them, or overlaps none.
     *
     * @param first byte offset
     * @param firstStride 1, or 0 where the first operand is a single float
     * @param second byte offset
     * @param secondStride 1, or 0 where the second operand is a single float
     * @param dst byte offset
     */
    void combine(
            Operator.BinaryKind kind,
            MemorySegment firstSegment,
            long first,
            int firstStride,
            MemorySegment secondSegment,
            long second,
            int secondStride,
            MemorySegment dstSegment,
            long dst,
            long count);

    /** Copies floats. The two runs do not overlap. */
    void copy(MemorySegment srcSegment, long src, MemorySegment dstSegment, long dst, long count);

    /**
     * Chooses, element by element, the first operand where the condition is not 0, else the second. The destination is one of
     * the three, or overlaps none. Each stride is 1, or 0 where the operand is a single float.
     *
     * @param condition byte offset
     * @param first byte offset
     * @param second byte offset
     * @param dst byte offset
     */
    void select(
            MemorySegment conditionSegment,
            long condition,
            int conditionStride,
            MemorySegment firstSegment,
            long first,
            int firstStride,
            MemorySegment secondSegment,
            long second,
            int secondStride,
            MemorySegment dstSegment,
            long dst,
            long count);

    /** Returns a sum, whose rounding errors are those of sums of some ten floats. */
    double sum(MemorySegment segment, long src, long count);

    /** Returns the sum of the squares of (x - center), as exact as {@link #sum}. */
    double sumOfSquares(MemorySegment segment, long src, long count, float center);

    /** Returns the largest element, negative infinity if there is none, NaN if NaN is among them. */
    float largest(MemorySegment segment, long src, long count);

    /** Returns the smallest element, positive infinity if there is none, NaN if NaN is among them. */
    float smallest(MemorySegment segment, long src, long count);

    /**
     * Adds floats to as many sums, and each addition's rounding error to as many others: Knuth, The Art of Computer
     * Programming, volume 2, 4.2.2, theorem B.
     *
     * @param sums byte offset of the sums, in a segment with the errors
     * @param errors byte offset of the errors
     */
    void accumulate(MemorySegment srcSegment, long src, MemorySegment sumsSegment, long sums, long errors, long count);

    /**
     * Writes what {@link #accumulate} has summed, times a factor. An error of NaN, which an infinite summand leaves, does
     * not count.
     */
    void total(
            MemorySegment sumsSegment,
            long sums,
            long errors,
            float factor,
            MemorySegment dstSegment,
            long dst,
            long count);

    /** Writes (x - subtrahend) factor + summand. Source and destination are the same or do not overlap. */
    void standardize(
            MemorySegment srcSegment,
            long src,
            float subtrahend,
            float factor,
            float summand,
            MemorySegment dstSegment,
            long dst,
            long count);

    /**
     * Copies rows of floats.
     *
     * @param srcStep from a row of src to the next, in bytes
     * @param dstStep from a row of dst to the next, in bytes
     * @param count the floats of a row
     */
    void copyRows(
            MemorySegment srcSegment,
            long src,
            long srcStep,
            MemorySegment dstSegment,
            long dst,
            long dstStep,
            int rows,
            int count);

    /** Adds rows of floats of src to those of dst, as {@link #copyRows} copies them. */
    void addRows(
            MemorySegment srcSegment,
            long src,
            long srcStep,
            MemorySegment dstSegment,
            long dst,
            long dstStep,
            int rows,
            int count);

    /** Adds x factor to as many sums. The two runs do not overlap. */
    void addProducts(
            MemorySegment srcSegment, long src, float factor, MemorySegment sumsSegment, long sums, long count);
}
