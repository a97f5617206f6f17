// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import static org.mish4j.vector.simd.Lanes.load;
import static org.mish4j.vector.simd.Lanes.store;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.mish4j.Operator;

/** The loops of functions of two or three operands over whole vectors, one for each, as {@link VectorActivations} says. */
final class VectorCombinations {
    private static final FloatVector ZERO = FloatVector.zero(Lanes.SPECIES);

    private VectorCombinations() {}

    /** Tells whether there is a loop for a function of two operands. */
    static boolean contains(Operator.BinaryKind kind) {
        return kind != Operator.BinaryKind.POW;
    }

    /**
     * Combines two operands.
     *
     * @param a the first operand's byte offset
     * @param b the second operand's byte offset
     * @param count a multiple of the lanes
     */
    static void apply(
            Operator.BinaryKind kind,
            MemorySegment first,
            long a,
            MemorySegment second,
            long b,
            MemorySegment dst,
            long to,
            int count) {
        switch (kind) {
            case ADD -> add(first, a, second, b, dst, to, count);
            case SUB -> subtract(first, a, second, b, dst, to, count);
            case MUL -> multiply(first, a, second, b, dst, to, count);
            case DIV -> divide(first, a, second, b, dst, to, count);
            case MIN -> min(first, a, second, b, dst, to, count);
            case MAX -> max(first, a, second, b, dst, to, count);
            case POW -> throw new IllegalArgumentException("%s has no loop over vectors".formatted(kind));
            case EQUAL -> equal(first, a, second, b, dst, to, count);
            case LESS -> less(first, a, second, b, dst, to, count);
            case LESS_OR_EQUAL -> lessOrEqual(first, a, second, b, dst, to, count);
            case GREATER -> less(second, b, first, a, dst, to, count);
            case GREATER_OR_EQUAL -> lessOrEqual(second, b, first, a, dst, to, count);
        }
    }

    private static void add(
            MemorySegment first, long a, MemorySegment second, long b, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, load(first, a, i).add(load(second, b, i)));
        }
    }

    private static void subtract(
            MemorySegment first, long a, MemorySegment second, long b, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, load(first, a, i).sub(load(second, b, i)));
        }
    }

    private static void multiply(
            MemorySegment first, long a, MemorySegment second, long b, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, load(first, a, i).mul(load(second, b, i)));
        }
    }

    private static void divide(
            MemorySegment first, long a, MemorySegment second, long b, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, load(first, a, i).div(load(second, b, i)));
        }
    }

    private static void min(
            MemorySegment first, long a, MemorySegment second, long b, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, load(first, a, i).min(load(second, b, i)));
        }
    }

    private static void max(
            MemorySegment first, long a, MemorySegment second, long b, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, load(first, a, i).max(load(second, b, i)));
        }
    }

    private static void equal(
            MemorySegment first, long a, MemorySegment second, long b, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, number(load(first, a, i).eq(load(second, b, i))));
        }
    }

    private static void less(
            MemorySegment first, long a, MemorySegment second, long b, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, number(load(first, a, i).lt(load(second, b, i))));
        }
    }

    private static void lessOrEqual(
            MemorySegment first, long a, MemorySegment second, long b, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, number(load(first, a, i).compare(VectorOperators.LE, load(second, b, i))));
        }
    }

    private static FloatVector number(VectorMask<Float> condition) {
        return ZERO.blend(1, condition);
    }

    /**
     * Chooses the first where the condition is not 0, else the second.
     *
     * @param count a multiple of the lanes
     */
    static void select(
            MemorySegment condition,
            long c,
            MemorySegment first,
            long a,
            MemorySegment second,
            long b,
            MemorySegment dst,
            long to,
            int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            VectorMask<Float> isZero = load(condition, c, i).eq(ZERO);
            store(dst, to, i, load(first, a, i).blend(load(second, b, i), isZero));
        }
    }
}
