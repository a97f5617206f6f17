// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.mish4j.Activation;
import org.mish4j.Operator;

/** The loops in plain Java, for Java machines that run without the Vector API. */
final class ScalarLoops implements Loops {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final int LANES = 8;
    private static final int COLUMNS = TileShape.columns(LANES);

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public String description() {
        return "scalar";
    }

    @Override
    public void multiplyTile(
            MemorySegment src,
            long[] rows,
            int firstRow,
            int taps,
            int channels,
            MemorySegment weights,
            long panel,
            long tile) {
        for (int row = 0; row < TileShape.ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                src.set(FLOAT, tile + (long) (row * COLUMNS + column) * Float.BYTES, 0);
            }
        }
        for (int tap = 0; tap < taps; tap++) {
            long weightsOfTap = panel + (long) tap * channels * COLUMNS * Float.BYTES;
            for (int row = 0; row < TileShape.ROWS; row++) {
                long channelsOfRow = rows[firstRow + tap * TileShape.ROWS + row];
                addProducts(
                        src, channelsOfRow, channels, weights, weightsOfTap, tile + (long) row * COLUMNS * Float.BYTES);
            }
        }
    }

    /** Adds to a row of the tile the products of some channels. */
    private static void addProducts(
            MemorySegment src, long row, int channels, MemorySegment weights, long weightsOfTap, long sums) {
        for (int channel = 0; channel < channels; channel++) {
            float element = src.get(FLOAT, row + (long) channel * Float.BYTES);
            long place = weightsOfTap + (long) channel * COLUMNS * Float.BYTES;
            for (int column = 0; column < COLUMNS; column++) {
                long distance = (long) column * Float.BYTES;
                float sum = src.get(FLOAT, sums + distance);
                src.set(FLOAT, sums + distance, sum + element * weights.get(FLOAT, place + distance));
            }
        }
    }

    private static float get(MemorySegment segment, long place, long index) {
        return segment.get(FLOAT, place + index * Float.BYTES);
    }

    private static void set(MemorySegment segment, long place, long index, float value) {
        segment.set(FLOAT, place + index * Float.BYTES, value);
    }

    @Override
    public void activate(
            Activation activation, MemorySegment srcSegment, long src, MemorySegment dstSegment, long dst, long count) {
        for (long i = 0; i < count; i++) {
            set(dstSegment, dst, i, ScalarActivations.apply(activation, get(srcSegment, src, i)));
        }
    }

    @Override
    public void combine(
            Operator.BinaryKind kind,
            MemorySegment firstSegment,
            long first,
            int firstStride,
            MemorySegment secondSegment,
            long second,
            int secondStride,
            MemorySegment dstSegment,
            long dst,
            long count) {
        for (long i = 0; i < count; i++) {
            float a = get(firstSegment, first, i * firstStride);
            float b = get(secondSegment, second, i * secondStride);
            set(dstSegment, dst, i, ScalarCombinations.apply(kind, a, b));
        }
    }

    @Override
    public void copy(MemorySegment srcSegment, long src, MemorySegment dstSegment, long dst, long count) {
        MemorySegment.copy(srcSegment, src, dstSegment, dst, count * Float.BYTES);
    }

    @Override
    public void select(
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
            long count) {
        for (long i = 0; i < count; i++) {
            boolean isZero = get(conditionSegment, condition, i * conditionStride) == 0;
            float a = get(firstSegment, first, i * firstStride);
            float b = get(secondSegment, second, i * secondStride);
            set(dstSegment, dst, i, isZero ? b : a);
        }
    }

    @Override
    public double sum(MemorySegment segment, long src, long count) {
        double sum = 0;
        for (long i = 0; i < count; i++) {
            sum += get(segment, src, i);
        }
        return sum;
    }

    @Override
    public double sumOfSquares(MemorySegment segment, long src, long count, float center) {
        double sum = 0;
        for (long i = 0; i < count; i++) {
            double distance = (double) get(segment, src, i) - center;
            sum += distance * distance;
        }
        return sum;
    }

    @Override
    public float largest(MemorySegment segment, long src, long count) {
        float largest = Float.NEGATIVE_INFINITY;
        for (long i = 0; i < count; i++) {
            largest = Math.max(largest, get(segment, src, i));
        }
        return largest;
    }

    @Override
    public float smallest(MemorySegment segment, long src, long count) {
        float smallest = Float.POSITIVE_INFINITY;
        for (long i = 0; i < count; i++) {
            smallest = Math.min(smallest, get(segment, src, i));
        }
        return smallest;
    }

    @Override
    public void accumulate(
            MemorySegment srcSegment, long src, MemorySegment sumsSegment, long sums, long errors, long count) {
        for (long i = 0; i < count; i++) {
            float x = get(srcSegment, src, i);
            float before = get(sumsSegment, sums, i);
            float sum = before + x;
            float added = sum - before;
            float error = before - (sum - added) + (x - added);
            set(sumsSegment, sums, i, sum);
            set(sumsSegment, errors, i, get(sumsSegment, errors, i) + error);
        }
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
        for (long i = 0; i < count; i++) {
            float error = get(sumsSegment, errors, i);
            float sum = get(sumsSegment, sums, i);
            set(dstSegment, dst, i, (Float.isNaN(error) ? sum : sum + error) * factor);
        }
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
        for (long i = 0; i < count; i++) {
            set(dstSegment, dst, i, (get(srcSegment, src, i) - subtrahend) * factor + summand);
        }
    }

    @Override
    public void copyRows(
            MemorySegment srcSegment,
            long src,
            long srcStep,
            MemorySegment dstSegment,
            long dst,
            long dstStep,
            int rows,
            int count) {
        for (int row = 0; row < rows; row++) {
            copy(srcSegment, src + row * srcStep, dstSegment, dst + row * dstStep, count);
        }
    }

    @Override
    public void addRows(
            MemorySegment srcSegment,
            long src,
            long srcStep,
            MemorySegment dstSegment,
            long dst,
            long dstStep,
            int rows,
            int count) {
        for (int row = 0; row < rows; row++) {
            combine(
                    Operator.BinaryKind.ADD,
                    srcSegment,
                    src + row * srcStep,
                    1,
                    dstSegment,
                    dst + row * dstStep,
                    1,
                    dstSegment,
                    dst + row * dstStep,
                    count);
        }
    }

    @Override
    public void addProducts(
            MemorySegment srcSegment, long src, float factor, MemorySegment sumsSegment, long sums, long count) {
        for (long i = 0; i < count; i++) {
            set(sumsSegment, sums, i, get(sumsSegment, sums, i) + get(srcSegment, src, i) * factor);
        }
    }

    @Override
    public void convolveChannels(
            MemorySegment src,
            long[] rows,
            int firstRow,
            int taps,
            MemorySegment weights,
            long panel,
            long dst,
            int channels) {
        convolveChannels(src, rows, firstRow, taps, weights, panel, dst, 0, channels);
    }

    /** Convolves the channels from one on, as {@link Loops#convolveChannels} does. */
    static void convolveChannels(
            MemorySegment src,
            long[] rows,
            int firstRow,
            int taps,
            MemorySegment weights,
            long panel,
            long dst,
            int firstChannel,
            int channels) {
        for (int channel = firstChannel; channel < channels; channel++) {
            long place = (long) channel * Float.BYTES;
            float sum = weights.get(FLOAT, panel + place);
            for (int tap = 0; tap < taps; tap++) {
                long weight = panel + (long) (tap + 1) * channels * Float.BYTES + place;
                sum += src.get(FLOAT, rows[firstRow + tap] + place) * weights.get(FLOAT, weight);
            }
            src.set(FLOAT, dst + place, sum);
        }
    }
}
