// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;
import org.mish4j.Activation;
import org.mish4j.Operator;

/** The loops on the Vector API, with the vectors that the processor prefers. Needs the module jdk.incubator.vector. */
final class VectorLoops extends VectorSumLoops {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    /** Up to here a loop copies in less time than it takes to call the Java machine's copy. */
    private static final int SHORT_COPY = 64;

    @Override
    public int lanes() {
        return FloatVector.SPECIES_PREFERRED.length();
    }

    @Override
    public String description() {
        return "Vector API, %d bits".formatted(FloatVector.SPECIES_PREFERRED.vectorBitSize());
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
        VectorTile.multiply(src, rows, firstRow, taps, channels, weights, panel, tile);
    }

    @Override
    public void activate(
            Activation activation, MemorySegment srcSegment, long src, MemorySegment dstSegment, long dst, long count) {
        if (!VectorActivations.contains(activation)) {
            scalar.activate(activation, srcSegment, src, dstSegment, dst, count);
            return;
        }
        long whole = wholeVectors(count);
        for (long done = 0; done < whole; done += MOST_OF_LOOP) {
            int part = (int) Math.min(MOST_OF_LOOP, whole - done);
            VectorActivations.apply(activation, srcSegment, src + bytes(done), dstSegment, dst + bytes(done), part);
        }
        if (whole < count) {
            int rest = (int) (count - whole);
            MemorySegment margin = Margin.get();
            long row = Margin.row(0);
            Margin.copy(srcSegment, src + bytes(whole), margin, row, rest);
            VectorActivations.apply(activation, margin, row, margin, row, Lanes.COUNT);
            Margin.copy(margin, row, dstSegment, dst + bytes(whole), rest);
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
        long whole = VectorCombinations.contains(kind) ? wholeVectors(count) : 0;
        boolean repeats = (firstStride & secondStride) == 0;
        int most = repeats ? Margin.ROW : MOST_OF_LOOP;
        int filled = (int) Math.min(whole, Margin.ROW);
        MemorySegment firstRun = firstStride == 0 && whole > 0 ? repeat(firstSegment, first, 0, filled) : firstSegment;
        long a = firstStride == 0 ? Margin.row(0) : first;
        MemorySegment secondRun =
                secondStride == 0 && whole > 0 ? repeat(secondSegment, second, 1, filled) : secondSegment;
        long b = secondStride == 0 ? Margin.row(1) : second;
        for (long done = 0; done < whole; done += most) {
            VectorCombinations.apply(
                    kind,
                    firstRun,
                    a + bytes(done * firstStride),
                    secondRun,
                    b + bytes(done * secondStride),
                    dstSegment,
                    dst + bytes(done),
                    (int) Math.min(most, whole - done));
        }
        if (whole < count) {
            scalar.combine(
                    kind,
                    firstSegment,
                    first + bytes(whole * firstStride),
                    firstStride,
                    secondSegment,
                    second + bytes(whole * secondStride),
                    secondStride,
                    dstSegment,
                    dst + bytes(whole),
                    count - whole);
        }
    }

    /** Returns the margin, of which a row repeats a float. */
    private static MemorySegment repeat(MemorySegment segment, long place, int row, int count) {
        MemorySegment margin = Margin.get();
        Margin.fill(margin, row, segment.get(FLOAT, place), count);
        return margin;
    }

    @Override
    public void copy(MemorySegment srcSegment, long src, MemorySegment dstSegment, long dst, long count) {
        if (count > SHORT_COPY) {
            MemorySegment.copy(srcSegment, src, dstSegment, dst, bytes(count));
            return;
        }
        int whole = (int) wholeVectors(count);
        for (int i = 0; i < whole; i += Lanes.COUNT) {
            Lanes.store(dstSegment, dst, i, Lanes.load(srcSegment, src, i));
        }
        Margin.copy(srcSegment, src + bytes(whole), dstSegment, dst + bytes(whole), (int) count - whole);
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
        long whole = wholeVectors(count);
        if (whole > 0) {
            int filled = (int) Math.min(whole, Margin.ROW);
            MemorySegment conditions =
                    conditionStride == 0 ? repeat(conditionSegment, condition, 0, filled) : conditionSegment;
            long c = conditionStride == 0 ? Margin.row(0) : condition;
            MemorySegment firsts = firstStride == 0 ? repeat(firstSegment, first, 1, filled) : firstSegment;
            long a = firstStride == 0 ? Margin.row(1) : first;
            MemorySegment seconds = secondStride == 0 ? repeat(secondSegment, second, 2, filled) : secondSegment;
            long b = secondStride == 0 ? Margin.row(2) : second;
            for (long done = 0; done < whole; done += filled) {
                VectorCombinations.select(
                        conditions,
                        c + bytes(done * conditionStride),
                        firsts,
                        a + bytes(done * firstStride),
                        seconds,
                        b + bytes(done * secondStride),
                        dstSegment,
                        dst + bytes(done),
                        (int) Math.min(filled, whole - done));
            }
        }
        scalar.select(
                conditionSegment,
                condition + bytes(whole * conditionStride),
                conditionStride,
                firstSegment,
                first + bytes(whole * firstStride),
                firstStride,
                secondSegment,
                second + bytes(whole * secondStride),
                secondStride,
                dstSegment,
                dst + bytes(whole),
                count - whole);
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
        if (count == VectorRows.FLOATS) {
            VectorRows.copy(srcSegment, src, srcStep, dstSegment, dst, dstStep, rows);
            return;
        }
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
        if (count == VectorRows.FLOATS) {
            VectorRows.add(srcSegment, src, srcStep, dstSegment, dst, dstStep, rows);
            return;
        }
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
    public void convolveChannels(
            MemorySegment src,
            long[] rows,
            int firstRow,
            int taps,
            MemorySegment weights,
            long panel,
            long dst,
            int channels) {
        int whole = (int) wholeVectors(channels);
        VectorChannels.convolve(src, rows, firstRow, taps, weights, panel, dst, whole, channels);
        ScalarLoops.convolveChannels(src, rows, firstRow, taps, weights, panel, dst, whole, channels);
    }
}
