// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialTest {
    @Test
    void everyCombinationOfValuesIsATrialAndCandidatesAreNextToEachOther() {
        List<String> lines = Trial.all(Map.of("elements", List.of("5", "7"), "candidate", List.of("a", "b"))).stream()
                .map(Trial::toString)
                .filter(line -> line.startsWith("mish.MishFunction"))
                .toList();

        assertThat(lines)
                .containsExactly(
                        "mish.MishFunction.run {candidate=a, elements=5}",
                        "mish.MishFunction.run {candidate=b, elements=5}",
                        "mish.MishFunction.run {candidate=a, elements=7}",
                        "mish.MishFunction.run {candidate=b, elements=7}");
    }

    @Test
    void aBenchmarkWithoutParametersIsOneTrial() {
        assertThat(Trial.all(Map.of()).stream().map(Trial::toString))
                .containsOnlyOnce("call.EmptyCall.java", "call.EmptyCall.jni");
    }

    @Test
    void parametersHaveTheirOwnValuesUnlessOthersAreGiven() {
        assertThat(Trial.all(Map.of()).stream()
                        .filter(trial -> trial.benchmark().endsWith("MishFunction.run"))
                        .map(trial -> trial.parameters().get("elements"))
                        .distinct())
                .containsExactlyInAnyOrder("1024", "65536", "4194304");
    }
}
