// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Activation;
import org.mish4j.Operator;
import org.mish4j.vector.kernels.rows.KernelRun.Operand;

/** The operators whose operands may lie in any way. */
class ElementwiseKernelsTest {
    private static final List<Layout> ALL = List.of(Layout.values());

    @ParameterizedTest
    @MethodSource({"eltwise", "binary", "select", "movements", "gathers"})
    void computesWhatTheReferenceComputes(OperatorCase operatorCase) {
        operatorCase.check(ALL, ALL);
    }

    static List<OperatorCase> eltwise() {
        Operator mish = new Operator.Eltwise(Activation.mish());
        return List.of(
                OperatorCase.of("eltwise scalar", mish, Operand.random(1)),
                OperatorCase.of("eltwise one channel", mish, Operand.random(2, 2, 1, 3, 5)),
                OperatorCase.of("eltwise 17 channels", mish, Operand.random(3, 2, 17, 3, 3)),
                OperatorCase.of("eltwise many", mish, Operand.random(4, 3, 33, 31, 29)),
                OperatorCase.of("eltwise vector", new Operator.Eltwise(Activation.relu()), Operand.random(5, 100000)),
                OperatorCase.of(
                        "eltwise 3-d", new Operator.Eltwise(Activation.exp()), Operand.random(6, 1, 3, 2, 5, 7)));
    }

    static List<OperatorCase> binary() {
        List<OperatorCase> cases = new ArrayList<>();
        for (Operator.BinaryKind kind : Operator.BinaryKind.values()) {
            cases.add(OperatorCase.of(
                    "binary " + kind,
                    new Operator.Binary(kind),
                    Operand.random(1, 2, 19, 3, 5),
                    Operand.random(2, 2, 19, 3, 5)));
        }
        Operator add = new Operator.Binary(Operator.BinaryKind.SUB);
        cases.add(OperatorCase.of(
                "binary by channel", add, Operand.random(1, 2, 19, 30, 51), Operand.random(2, 19, 1, 1)));
        cases.add(OperatorCase.of(
                "binary channel first", add, Operand.random(1, 1, 19, 1, 1), Operand.random(2, 2, 19, 3, 5)));
        cases.add(
                OperatorCase.of("binary by pixel", add, Operand.random(1, 2, 1, 3, 5), Operand.random(2, 2, 19, 3, 5)));
        cases.add(OperatorCase.of("binary by number", add, Operand.random(1, 2, 19, 3, 5), Operand.random(2)));
        cases.add(OperatorCase.of("binary of numbers", add, Operand.random(1), Operand.random(2, 1, 1)));
        cases.add(OperatorCase.of("binary outer", add, Operand.random(1, 130, 1), Operand.random(2, 1, 170)));
        return cases;
    }

    static List<OperatorCase> select() {
        Operator select = new Operator.Select();
        return List.of(
                OperatorCase.of(
                        "select", select, bits(2, 9, 3, 3), Operand.random(2, 2, 9, 3, 3), Operand.random(3, 9, 1, 1)),
                OperatorCase.of("select by row", select, bits(7, 1), Operand.random(2, 7, 600), Operand.random(3)),
                OperatorCase.of("select one", select, bits(), Operand.random(2, 700), Operand.random(3, 700)));
    }

    private static Operand bits(long... dimensions) {
        Operand operand = Operand.random(7, dimensions);
        for (int index = 0; index < operand.elements().length; index++) {
            operand.elements()[index] = operand.elements()[index] > 0 ? 1 : 0;
        }
        return operand;
    }

    static List<OperatorCase> movements() {
        return List.of(
                OperatorCase.of(
                        "transpose to last",
                        new Operator.Transpose(List.of(0, 2, 3, 1)),
                        Operand.random(1, 2, 3, 70, 33)),
                OperatorCase.of(
                        "transpose to first",
                        new Operator.Transpose(List.of(0, 3, 1, 2)),
                        Operand.random(1, 2, 9, 70, 33)),
                OperatorCase.of("transpose matrix", new Operator.Transpose(List.of(1, 0)), Operand.random(1, 301, 157)),
                OperatorCase.of(
                        "transpose outer", new Operator.Transpose(List.of(1, 0, 2)), Operand.random(1, 5, 7, 3)),
                OperatorCase.of(
                        "slice",
                        new Operator.Slice(List.of(0L, 1L, 2L), List.of(2L, 2L, 3L), List.of(1L, 2L, 3L)),
                        Operand.random(1, 2, 5, 10)));
    }

    static List<OperatorCase> gathers() {
        List<OperatorCase> cases = new ArrayList<>();
        for (int axis = 0; axis < 4; axis++) {
            cases.add(OperatorCase.of(
                    "gather axis " + axis,
                    new Operator.Gather(axis, List.of(1L, 0L, 2L, 2L, 1L)),
                    Operand.random(axis, 3, 17, 4, 5)));
            cases.add(OperatorCase.of(
                    "interpolate axis " + axis,
                    new Operator.Interpolate(
                            axis, 2, List.of(0L, 1L, 1L, 1L, 2L, 0L), List.of(0.25f, 0.75f, 1f, 0f, -0.5f, 1.5f)),
                    Operand.random(axis, 3, 17, 4, 5)));
        }
        cases.add(OperatorCase.of(
                "gather many", new Operator.Gather(1, List.of(3L, 1L, 0L)), Operand.random(1, 2, 5, 100, 101)));
        cases.add(OperatorCase.of(
                "interpolate many",
                new Operator.Interpolate(2, 1, List.of(3L, 1L, 0L), List.of(1f, 0.5f, 2f)),
                Operand.random(1, 2, 65, 4, 101)));
        return cases;
    }
}
