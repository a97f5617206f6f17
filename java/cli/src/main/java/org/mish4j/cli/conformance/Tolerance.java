// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.conformance;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.mish4j.Constant;
import org.mish4j.Tensor;
import org.mish4j.cli.elements.ElementReader;

/**
 * How far an output may be from what is expected: |actual - expected| is at most absolute + relative |expected|, as in
 * numpy.testing.assert_allclose, which ONNX's own runner of these tests uses. NaN equals NaN. As
 * there, the relative tolerance is at least 2<sup>-6</sup> for BF16. Integers and truth values have to be equal.
 *
 * @param relative at least 0
 * @param absolute at least 0
 */
public record Tolerance(double relative, double absolute) {
    private static final double BF16_RELATIVE = 0x1p-6;

    /** Checks that both are at least 0. */
    public Tolerance {
        if (!(relative >= 0) || !(absolute >= 0)) {
            throw new IllegalArgumentException(
                    "the tolerance is %s relative and %s absolute, expected numbers of at least 0"
                            .formatted(relative, absolute));
        }
    }

    /** Returns what is wrong with an output, in one sentence; empty if nothing is. */
    Optional<String> findDifference(String name, Tensor actual, Constant expected) {
        if (!actual.shape().equals(expected.shape()) || actual.type() != expected.type()) {
            return Optional.of("output '%s' is %s, expected %s".formatted(name, actual, expected));
        }
        return findDifference(name, actual.segment(), expected);
    }

    /** Returns what is wrong with an output that is a constant, in one sentence; empty if nothing is. */
    Optional<String> findDifference(String name, Constant actual, Constant expected) {
        if (!actual.shape().equals(expected.shape()) || actual.type() != expected.type()) {
            return Optional.of("output '%s' is %s, expected %s".formatted(name, actual, expected));
        }
        return findDifference(name, actual.segment(), expected);
    }

    private Optional<String> findDifference(String name, MemorySegment actual, Constant expected) {
        return switch (expected.type()) {
            case F32, F64, F16 -> findDifference(name, numbers(actual, expected), numbers(expected));
            case BF16 ->
                new Tolerance(Math.max(relative, BF16_RELATIVE), absolute)
                        .findDifference(name, numbers(actual, expected), numbers(expected));
            case I8, U8, I32, I64, BOOL ->
                actual.mismatch(expected.segment()) < 0
                        ? Optional.empty()
                        : Optional.of("output '%s' is not equal to what is expected".formatted(name));
        };
    }

    private static double[] numbers(Constant constant) {
        return numbers(constant.segment(), constant);
    }

    /** Reads floating-point numbers of the type and number of a constant's. */
    private static double[] numbers(MemorySegment segment, Constant like) {
        double[] numbers = new double[Math.toIntExact(like.shape().elementCount())];
        for (int index = 0; index < numbers.length; index++) {
            numbers[index] = ElementReader.read(like.type(), segment, index);
        }
        return numbers;
    }

    private Optional<String> findDifference(String name, double[] actual, double[] expected) {
        int wrong = 0;
        String first = "";
        for (int index = 0; index < expected.length; index++) {
            if (!isClose(actual[index], expected[index])) {
                first = wrong++ == 0
                        ? "element %d is %s, expected %s"
                                .formatted(index, (float) actual[index], (float) expected[index])
                        : first;
            }
        }
        return wrong == 0
                ? Optional.empty()
                : Optional.of(
                        "output '%s' differs in %d of %d elements: %s".formatted(name, wrong, expected.length, first));
    }

    private boolean isClose(double found, double wanted) {
        return found == wanted
                || (Double.isNaN(found) && Double.isNaN(wanted))
                || (Double.isFinite(wanted) && Math.abs(found - wanted) <= absolute + relative * Math.abs(wanted));
    }
}
