// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mish4j.PlanStep;

class PlanTextTest {
    private static PlanStep convolution(String name, String algorithm, String reason) {
        return new PlanStep(name, "convolution", "k", "1x2 f32", algorithm, reason);
    }

    private static final PlanStep POOLING = new PlanStep("pool", "pooling_max", "k", "1x2 f32");

    @Test
    void tellsTheAlgorithmOfEachStepAndWhyOnceForEachReason() {
        List<PlanStep> steps = List.of(
                convolution("a", "direct", ""),
                convolution("b", "winograd F(4x4,3x3)", "fastest"),
                POOLING,
                convolution("c", "winograd F(4x4,3x3)", "fastest"),
                convolution("d", "winograd F(4x4,3x3)", "fastest"),
                convolution("e", "direct", "too small"));
        assertThat(PlanText.lines(steps))
                .containsExactly(
                        "step  name  operation    algorithm            kernel  result",
                        "   1  a     convolution  direct               k       1x2 f32",
                        "   2  b     convolution  winograd F(4x4,3x3)  k       1x2 f32",
                        "   3  pool  pooling_max                       k       1x2 f32",
                        "   4  c     convolution  winograd F(4x4,3x3)  k       1x2 f32",
                        "   5  d     convolution  winograd F(4x4,3x3)  k       1x2 f32",
                        "   6  e     convolution  direct               k       1x2 f32",
                        "",
                        "Convolutions by their algorithms: winograd F(4x4,3x3): 3; direct: 2",
                        "algorithm            steps   reason",
                        "winograd F(4x4,3x3)  2, 4-5  fastest",
                        "direct               6       too small");
    }

    @Test
    void manyStepsOfOneReasonAreCounted() {
        List<PlanStep> steps = new ArrayList<>();
        for (int index = 0; index < 20; index++) {
            steps.add(POOLING);
            steps.add(convolution("c" + index, "direct", "asked for"));
        }
        assertThat(PlanText.lines(steps))
                .endsWith("algorithm  steps          reason", "direct     2 and 19 more  asked for");
    }

    @Test
    void whereNothingIsChosenNothingIsSaidOfIt() {
        assertThat(PlanText.lines(Collections.nCopies(2, POOLING)))
                .containsExactly(
                        "step  name  operation    kernel  result",
                        "   1  pool  pooling_max  k       1x2 f32",
                        "   2  pool  pooling_max  k       1x2 f32");
    }
}
