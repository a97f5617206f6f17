// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mish4j.PlanStep;
import org.mish4j.cli.measure.StepProfile.KindTime;
import org.mish4j.cli.measure.StepProfile.StepTime;

class StepProfileTest {
    private static StepTime step(String operation, long nanoseconds, long flops) {
        return new StepTime(new PlanStep("name", operation, "kernel", "1x2 f32"), nanoseconds, flops);
    }

    @Test
    void kindsAreSummedAndTheSlowestIsFirst() {
        StepProfile profile = new StepProfile(List.of(
                step("reorder", 3, 0),
                step("convolution+mish", 10, 70),
                step("pooling", 40, 0),
                step("convolution+mish", 31, 30)));
        assertThat(profile.totalNanoseconds()).isEqualTo(84);
        assertThat(profile.kinds())
                .containsExactly(
                        new KindTime("convolution+mish", 2, 41, 100),
                        new KindTime("pooling", 1, 40, 0),
                        new KindTime("reorder", 1, 3, 0));
    }
}
