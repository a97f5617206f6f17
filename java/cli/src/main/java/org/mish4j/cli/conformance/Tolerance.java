// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.conformance;

import java.util.Optional;
import org.mish4j.Constant;
import org.mish4j.Tensor;
import org.mish4j.TensorType;

/**
 * How far an output may be from what is expected: |actual - expected| is at most absolute + relative |expected|, as in
 * numpy.testing.assert_allclose, which ONNX's own runner of these tests uses. NaN equals NaN. Elements of other types than
 * F32 have to be equal.
 *
 * @param relative at least 0
 * @param absolute at least 0
 */
public record Tolerance(double relative, double absolute) {
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
        if (expected.type() != TensorType.F32) {
            return actual.segment().mismatch(expected.segment()) < 0
                    ? Optional.empty()
                    : Optional.of("output '%s' is not equal to what is expected".formatted(name));
        }
        return findDifference(name, actual.toFloatArray(), expected.toFloatArray());
    }

    private Optional<String> findDifference(String name, float[] actual, float[] expected) {
        int wrong = 0;
        String first = "";
        for (int index = 0; index < expected.length; index++) {
            if (!isClose(actual[index], expected[index])) {
                first = wrong++ == 0
                        ? "element %d is %s, expected %s".formatted(index, actual[index], expected[index])
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
