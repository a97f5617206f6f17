// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MishSegmentsTest {

    private static final double[] ARGUMENTS = {
        Double.NEGATIVE_INFINITY,
        -1e9,
        -100,
        -20,
        -2,
        -1.25,
        -0.0,
        0.0,
        1e-30,
        0.5,
        3,
        88,
        Double.POSITIVE_INFINITY,
        Double.NaN
    };

    private interface FloatFunction {
        float at(float x);
    }

    private interface Bulk {
        void apply(MemorySegment source, MemorySegment destination);
    }

    private enum Operation {
        VALUE_FLOATS(Float.BYTES, Mish::valueFloats, ofFloat(Mish::value)),
        FIRST_DERIVATIVE_FLOATS(Float.BYTES, Mish::firstDerivativeFloats, ofFloat(Mish::firstDerivative)),
        FIRST_DERIVATIVE_SWISH_FORM_FLOATS(
                Float.BYTES, Mish::firstDerivativeSwishFormFloats, ofFloat(Mish::firstDerivativeSwishForm)),
        SECOND_DERIVATIVE_FLOATS(Float.BYTES, Mish::secondDerivativeFloats, ofFloat(Mish::secondDerivative)),
        VALUE_DOUBLES(Double.BYTES, Mish::valueDoubles, Mish::value),
        FIRST_DERIVATIVE_DOUBLES(Double.BYTES, Mish::firstDerivativeDoubles, Mish::firstDerivative),
        FIRST_DERIVATIVE_SWISH_FORM_DOUBLES(
                Double.BYTES, Mish::firstDerivativeSwishFormDoubles, Mish::firstDerivativeSwishForm),
        SECOND_DERIVATIVE_DOUBLES(Double.BYTES, Mish::secondDerivativeDoubles, Mish::secondDerivative);

        private final int elementSize;
        private final Bulk bulk;
        private final DoubleUnaryOperator scalar;

        Operation(int elementSize, Bulk bulk, DoubleUnaryOperator scalar) {
            this.elementSize = elementSize;
            this.bulk = bulk;
            this.scalar = scalar;
        }

        private static DoubleUnaryOperator ofFloat(FloatFunction function) {
            return x -> function.at((float) x);
        }

        int bytes() {
            return ARGUMENTS.length * elementSize;
        }

        void fill(MemorySegment segment) {
            for (int i = 0; i < ARGUMENTS.length; i++) {
                if (elementSize == Float.BYTES) {
                    segment.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i, (float) ARGUMENTS[i]);
                } else {
                    segment.setAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i, ARGUMENTS[i]);
                }
            }
        }

        void assertApplied(MemorySegment segment) {
            List<Double> actual = new ArrayList<>();
            List<Double> expected = new ArrayList<>();
            for (int i = 0; i < ARGUMENTS.length; i++) {
                actual.add(
                        elementSize == Float.BYTES
                                ? segment.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i)
                                : segment.getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i));
                expected.add(scalar.applyAsDouble(ARGUMENTS[i]));
            }
            assertThat(actual).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void appliesTheScalarFunctionOffTheHeap(Operation operation) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment source = arena.allocate(operation.bytes());
            MemorySegment destination = arena.allocate(operation.bytes());
            operation.fill(source);
            operation.bulk.apply(source.asReadOnly(), destination);
            operation.assertApplied(destination);
        }
    }

    @ParameterizedTest
    @EnumSource
    void appliesTheScalarFunctionBetweenHeapAndNativeMemory(Operation operation) {
        MemorySegment source = MemorySegment.ofArray(new double[operation.bytes() / Double.BYTES]);
        MemorySegment heap = MemorySegment.ofArray(new float[operation.bytes() / Float.BYTES]);
        operation.fill(source);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment off = arena.allocate(operation.bytes());
            operation.bulk.apply(source, off);
            operation.assertApplied(off);

            operation.fill(off);
            operation.bulk.apply(off, heap);
            operation.assertApplied(heap);
        }
    }

    @ParameterizedTest
    @EnumSource
    void acceptsUnalignedSegments(Operation operation) {
        MemorySegment source =
                MemorySegment.ofArray(new byte[operation.bytes() + 1]).asSlice(1);
        operation.fill(source);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment destination = arena.allocate(operation.bytes() + 1).asSlice(1);
            operation.bulk.apply(source, destination);
            operation.assertApplied(destination);
        }
    }

    @ParameterizedTest
    @EnumSource
    void worksInPlace(Operation operation) {
        MemorySegment heap = MemorySegment.ofArray(new byte[operation.bytes()]);
        operation.fill(heap);
        operation.bulk.apply(heap, heap);
        operation.assertApplied(heap);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment off = arena.allocate(operation.bytes());
            operation.fill(off);
            operation.bulk.apply(off.asSlice(0), off);
            operation.assertApplied(off);
        }
    }

    @ParameterizedTest
    @EnumSource
    void acceptsNeighboursInOneAllocation(Operation operation) {
        int bytes = operation.bytes();
        MemorySegment both = MemorySegment.ofArray(new byte[2 * bytes]);
        MemorySegment source = both.asSlice(bytes);
        operation.fill(source);
        operation.bulk.apply(source, both.asSlice(0, bytes));
        operation.assertApplied(both.asSlice(0, bytes));
    }

    @ParameterizedTest
    @EnumSource
    void acceptsNoElements(Operation operation) {
        operation.bulk.apply(MemorySegment.NULL, MemorySegment.ofArray(new byte[0]));
    }

    @ParameterizedTest
    @EnumSource
    void rejectsPartialOverlap(Operation operation) {
        int bytes = operation.bytes();
        int shift = operation.elementSize;
        try (Arena arena = Arena.ofConfined()) {
            for (MemorySegment whole :
                    List.of(arena.allocate(bytes + shift), MemorySegment.ofArray(new byte[bytes + shift]))) {
                MemorySegment lower = whole.asSlice(0, bytes);
                MemorySegment upper = whole.asSlice(shift);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> operation.bulk.apply(lower, upper))
                        .withMessage(
                                "Source and destination of %d bytes must be the same memory or not overlap, "
                                        + "but the destination starts %d bytes after the source",
                                bytes, shift);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> operation.bulk.apply(upper.asReadOnly(), lower))
                        .withMessageEndingWith("the destination starts %d bytes after the source", -shift);
                assertThat(whole.toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void rejectsDifferentSizes(Operation operation) {
        MemorySegment source = MemorySegment.ofArray(new byte[24]);
        MemorySegment destination = MemorySegment.ofArray(new byte[16]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> operation.bulk.apply(source, destination))
                .withMessage("Source and destination must have the same size, but the source has 24 bytes and the "
                        + "destination 16");
        assertThatIllegalArgumentException().isThrownBy(() -> operation.bulk.apply(destination, source));
    }

    @ParameterizedTest
    @EnumSource
    void rejectsPartsOfAnElement(Operation operation) {
        int bytes = 3 * operation.elementSize - 1;
        MemorySegment source = MemorySegment.ofArray(new byte[bytes]);
        MemorySegment destination = MemorySegment.ofArray(new byte[bytes]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> operation.bulk.apply(source, destination))
                .withMessage(
                        "Source and destination must hold whole elements of %d bytes, but have %d bytes",
                        operation.elementSize, bytes);
    }

    @ParameterizedTest
    @EnumSource
    void rejectsAReadOnlyDestination(Operation operation) {
        MemorySegment source = MemorySegment.ofArray(new byte[16]);
        MemorySegment destination = MemorySegment.ofArray(new byte[16]).asReadOnly();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> operation.bulk.apply(source, destination))
                .withMessage("The destination of 16 bytes is read-only");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAClosedArena(Operation operation) {
        Arena arena = Arena.ofConfined();
        MemorySegment closed = arena.allocate(16);
        arena.close();
        MemorySegment open = MemorySegment.ofArray(new byte[16]);
        assertThatIllegalStateException().isThrownBy(() -> operation.bulk.apply(closed, open));
        assertThatIllegalStateException().isThrownBy(() -> operation.bulk.apply(open, closed));
        assertThatIllegalStateException().isThrownBy(() -> operation.bulk.apply(closed, closed));
    }

    @Test
    void refusesAnotherThreadsSegment() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(16);
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> Mish.valueFloats(segment, segment));
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(other::join)
                    .withCauseInstanceOf(WrongThreadException.class);
        }
    }
}
