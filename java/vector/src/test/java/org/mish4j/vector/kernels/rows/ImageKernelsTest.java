// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Operator;
import org.mish4j.Window;
import org.mish4j.vector.kernels.rows.KernelRun.Operand;

/** The operators of images whose channels lie side by side. */
class ImageKernelsTest {
    private static final List<Layout> ALL = List.of(Layout.values());
    private static final List<Layout> CHANNELS_LAST = List.of(Layout.CHANNELS_LAST, Layout.SOME_CHANNELS);

    @ParameterizedTest
    @MethodSource({"poolings", "resizes"})
    void computesWhatTheReferenceComputes(OperatorCase operatorCase) {
        operatorCase.check(CHANNELS_LAST, CHANNELS_LAST);
    }

    @ParameterizedTest
    @MethodSource
    void convertsImages(OperatorCase operatorCase) {
        operatorCase.check(ALL, ALL);
    }

    static List<OperatorCase> poolings() {
        List<OperatorCase> cases = new ArrayList<>();
        for (Operator.PoolingKind kind : Operator.PoolingKind.values()) {
            cases.add(pooling(kind, "halving", List.of(2L, 2L), Window.uniform(2, 2, 0), 2, 17, 8, 6));
            cases.add(pooling(kind, "padded", List.of(3L, 3L), Window.uniform(2, 1, 1), 1, 1, 7, 5));
            cases.add(pooling(kind, "large", List.of(7L, 9L), Window.uniform(2, 1, 3), 1, 40, 13, 13));
            cases.add(
                    pooling(kind, "stride beyond the kernel", List.of(1L, 2L), Window.uniform(2, 3, 0), 1, 33, 10, 11));
            cases.add(pooling(
                    kind,
                    "uneven",
                    List.of(3L, 2L),
                    new Window(List.of(2L, 1L), List.of(1L, 1L), List.of(2L, 0L), List.of(0L, 1L)),
                    2,
                    5,
                    9,
                    7));
            cases.add(pooling(
                    kind,
                    "nothing but padding",
                    List.of(2L, 2L),
                    new Window(List.of(1L, 1L), List.of(3L, 3L), List.of(3L, 3L), List.of(3L, 3L)),
                    1,
                    18,
                    2,
                    2));
            cases.add(pooling(kind, "1-d", List.of(3L), Window.uniform(1, 2, 1), 2, 9, 11));
            cases.add(pooling(kind, "3-d", List.of(2L, 3L, 2L), Window.uniform(3, 1, 1), 2, 3, 4, 5, 6));
        }
        Operand nan = Operand.random(3, 1, 20, 5, 5);
        nan.elements()[33] = Float.NaN;
        nan.elements()[300] = Float.NEGATIVE_INFINITY;
        cases.add(OperatorCase.of(
                "pooling of special numbers",
                new Operator.Pooling(Operator.PoolingKind.MAX, List.of(3L, 3L), Window.uniform(2, 1, 1)),
                nan));
        return cases;
    }

    private static OperatorCase pooling(
            Operator.PoolingKind kind, String name, List<Long> kernel, Window window, long... src) {
        return OperatorCase.of(
                "%s pooling, %s".formatted(kind, name),
                new Operator.Pooling(kind, kernel, window),
                Operand.random(1, src));
    }

    static List<OperatorCase> resizes() {
        return List.of(
                OperatorCase.of(
                        "doubling", new Operator.ResizeNearest(List.of(2L, 2L)), Operand.random(1, 2, 17, 3, 5)),
                OperatorCase.of("uneven", new Operator.ResizeNearest(List.of(3L, 1L)), Operand.random(1, 1, 1, 9, 8)),
                OperatorCase.of("many", new Operator.ResizeNearest(List.of(2L, 2L)), Operand.random(1, 1, 70, 20, 21)),
                OperatorCase.of("1-d", new Operator.ResizeNearest(List.of(4L)), Operand.random(1, 2, 3, 5)),
                OperatorCase.of(
                        "3-d", new Operator.ResizeNearest(List.of(1L, 2L, 3L)), Operand.random(1, 1, 6, 2, 3, 2)));
    }

    static List<OperatorCase> convertsImages() {
        Operator colours = new Operator.ConvertImage(List.of(1 / 255f, 2f, -3f), List.of(0f, -0.5f, 1f));
        return List.of(
                OperatorCase.of("colours", colours, Operand.random(1, 2, 5, 7, 3)),
                OperatorCase.of("many pixels", colours, Operand.random(1, 2, 100, 101, 3)),
                OperatorCase.of(
                        "grey", new Operator.ConvertImage(List.of(0.5f), List.of(1f)), Operand.random(1, 1, 5, 7, 1)));
    }
}
