// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Operator;
import org.mish4j.vector.kernels.rows.KernelRun.Operand;

/** The operators that combine elements of one or some dimensions. */
class ReductionKernelsTest {
    private static final List<Layout> ALL = List.of(Layout.values());

    @ParameterizedTest
    @MethodSource({"reductions", "searches", "firstInOrder", "softmax", "normalizations", "reductionsOfImages"})
    void computesWhatTheReferenceComputes(OperatorCase operatorCase) {
        operatorCase.check(ALL, ALL);
    }

    static List<OperatorCase> reductions() {
        List<OperatorCase> cases = new ArrayList<>();
        for (Operator.ReductionKind kind : Operator.ReductionKind.values()) {
            for (boolean keep : new boolean[] {true, false}) {
                cases.add(reduce(kind, keep, List.of(1), 2, 19, 3, 5));
                cases.add(reduce(kind, keep, List.of(3, 2), 2, 19, 3, 5));
                cases.add(reduce(kind, keep, List.of(0, 3), 2, 19, 3, 5));
                cases.add(reduce(kind, keep, List.of(0, 1, 2), 3, 4, 5));
                cases.add(reduce(kind, keep, List.of(0), 9));
            }
        }
        cases.add(reduce(Operator.ReductionKind.SUM, false, List.of(0), 3000, 40));
        cases.add(reduce(Operator.ReductionKind.MEAN, false, List.of(1), 40, 3000));
        cases.add(withSpecialNumbers(Operator.ReductionKind.SUM));
        cases.add(withSpecialNumbers(Operator.ReductionKind.MAX));
        cases.add(withSpecialNumbers(Operator.ReductionKind.MIN));
        return cases;
    }

    private static OperatorCase reduce(
            Operator.ReductionKind kind, boolean keep, List<Integer> axes, long... dimensions) {
        String name = "%s of %s, %s".formatted(kind, axes, keep ? "kept" : "dropped");
        return OperatorCase.of(name, new Operator.Reduce(kind, axes, keep), Operand.random(1, dimensions));
    }

    /** Columns with infinities and NaN among their elements. */
    private static OperatorCase withSpecialNumbers(Operator.ReductionKind kind) {
        Operand operand = Operand.random(1, 4, 20);
        operand.elements()[20 + 3] = Float.POSITIVE_INFINITY;
        operand.elements()[20 + 5] = Float.NEGATIVE_INFINITY;
        operand.elements()[20 + 7] = Float.NaN;
        operand.elements()[20 + 18] = Float.POSITIVE_INFINITY;
        operand.elements()[19] = Float.NaN;
        return OperatorCase.of(kind + " of special numbers", new Operator.Reduce(kind, List.of(0), true), operand);
    }

    static List<OperatorCase> searches() {
        List<OperatorCase> cases = new ArrayList<>();
        for (Operator.ArgKind kind : Operator.ArgKind.values()) {
            for (int axis = 0; axis < 3; axis++) {
                for (boolean last : new boolean[] {true, false}) {
                    Operand operand = Operand.random(axis, 5, 19, 7);
                    for (int index = 0; index < operand.elements().length; index++) {
                        operand.elements()[index] = Math.round(operand.elements()[index]);
                    }
                    operand.elements()[100] = Float.NaN;
                    cases.add(OperatorCase.of(
                            "place of %s along %d, %s".formatted(kind, axis, last ? "the last" : "the first"),
                            new Operator.ArgReduce(kind, axis, last, last),
                            operand));
                }
            }
        }
        return cases;
    }

    static List<OperatorCase> firstInOrder() {
        List<OperatorCase> cases = new ArrayList<>();
        for (Operator.ArgKind kind : Operator.ArgKind.values()) {
            for (Operator.TopKResult result : Operator.TopKResult.values()) {
                for (int axis = 0; axis < 3; axis++) {
                    Operand operand = Operand.random(axis, 19, 23, 18);
                    for (int index = 0; index < operand.elements().length; index++) {
                        operand.elements()[index] = Math.round(5 * operand.elements()[index]);
                    }
                    operand.elements()[100] = Float.NaN;
                    for (long count : new long[] {1, 2, 7, operand.shape().dimension(axis)}) {
                        cases.add(OperatorCase.of(
                                "%d of %s along %d, %s".formatted(count, kind, axis, result),
                                new Operator.TopK(kind, axis, count, result),
                                operand));
                    }
                }
            }
        }
        return cases;
    }

    static List<OperatorCase> softmax() {
        List<OperatorCase> cases = new ArrayList<>();
        for (boolean logarithmic : new boolean[] {true, false}) {
            for (int axis = 0; axis < 4; axis++) {
                cases.add(OperatorCase.of(
                        "softmax along %d, %s".formatted(axis, logarithmic ? "logarithmic" : "plain"),
                        new Operator.Softmax(axis, logarithmic),
                        Operand.random(axis, 3, 19, 4, 5)));
            }
            Operand large = Operand.random(5, 7, 1001);
            for (int index = 0; index < large.elements().length; index++) {
                large.elements()[index] *= 100;
            }
            large.elements()[3] = Float.NaN;
            large.elements()[1500] = Float.POSITIVE_INFINITY;
            large.elements()[2500] = Float.NEGATIVE_INFINITY;
            cases.add(OperatorCase.of("softmax of large numbers", new Operator.Softmax(1, logarithmic), large));
        }
        return cases;
    }

    static List<OperatorCase> normalizations() {
        List<OperatorCase> cases = new ArrayList<>();
        for (int axis = 0; axis < 4; axis++) {
            cases.add(OperatorCase.of(
                    "normalisation from " + axis,
                    new Operator.MeanVarianceNormalization(axis, 1e-5f),
                    Operand.random(axis, 3, 19, 4, 5)));
        }
        Operand far = Operand.random(5, 3, 2000);
        for (int index = 0; index < far.elements().length; index++) {
            far.elements()[index] += 1000.3f;
        }
        cases.add(
                OperatorCase.of("normalisation of a far mean", new Operator.MeanVarianceNormalization(1, 1e-5f), far));
        return cases;
    }

    static List<OperatorCase> reductionsOfImages() {
        List<OperatorCase> cases = new ArrayList<>();
        for (Operator.ReductionKind kind : Operator.ReductionKind.values()) {
            Operator ofPlanes = Operator.Reduce.ofImages(kind, 4);
            cases.add(OperatorCase.of("images " + kind, ofPlanes, Operand.random(1, 2, 19, 13, 7)));
            cases.add(OperatorCase.of("images of one channel " + kind, ofPlanes, Operand.random(1, 2, 1, 13, 7)));
            cases.add(OperatorCase.of(
                    "volumes " + kind, Operator.Reduce.ofImages(kind, 5), Operand.random(1, 1, 6, 3, 4, 5)));
        }
        return cases;
    }
}
