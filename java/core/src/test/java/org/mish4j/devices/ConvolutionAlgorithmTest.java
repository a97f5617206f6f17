// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.Accuracy;
import org.mish4j.Algorithm;
import org.mish4j.AlgorithmOptions;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.PlanStep;
import org.mish4j.testing.LeakCheck;
import org.mish4j.testing.TestGraphs;

/** Every device takes every choice of the algorithm for convolutions, and computes what the reference computes. */
@ParameterizedClass
@MethodSource("org.mish4j.testing.Devices#available")
@ExtendWith(LeakCheck.class)
class ConvolutionAlgorithmTest {
    private static final CompileOptions PLAIN = CompileOptions.defaults();

    private final Device device;
    private final Graph graph = TestGraphs.residualBlock(2, 19, 13);

    ConvolutionAlgorithmTest(String deviceName) {
        this.device = Device.of(deviceName);
    }

    /** Within an absolute difference of 2e-5 of the reference's largest magnitude. */
    private void assertAgreesWithTheReference(CompileOptions options) {
        float[] expected =
                TestGraphs.run(Device.of("java-reference"), graph, PLAIN).getFirst();
        float[] found = TestGraphs.run(device, graph, options).getFirst();
        assertThat(TestGraphs.relativeDifference(found, expected)).isLessThan(2e-5);
    }

    @ParameterizedTest
    @EnumSource
    void anyAlgorithmGivesTheSameResult(Algorithm algorithm) {
        assertAgreesWithTheReference(PLAIN.withAlgorithms(AlgorithmOptions.of(algorithm)));
        assertAgreesWithTheReference(
                PLAIN.withAlgorithms(AlgorithmOptions.of(algorithm)).withThreads(2));
    }

    @ParameterizedTest
    @EnumSource
    void anyAccuracyGivesTheSameResult(Accuracy accuracy) {
        assertAgreesWithTheReference(PLAIN.withAlgorithms(AlgorithmOptions.of(accuracy)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 40_000, Long.MAX_VALUE})
    void anyLimitOfMemoryGivesTheSameResult(long bytes) {
        assertAgreesWithTheReference(
                PLAIN.withAlgorithms(AlgorithmOptions.defaults().withWinogradMemory(bytes)));
        assertAgreesWithTheReference(PLAIN.withAlgorithms(
                AlgorithmOptions.of(Algorithm.WINOGRAD_F2X2).withWinogradMemory(bytes)));
    }

    @Test
    void stepsThatAreNoConvolutionsHaveNoAlgorithm() {
        try (CompiledModel model = device.compile(TestGraphs.sumOfInputs(3), PLAIN)) {
            List<PlanStep> steps = model.steps();
            assertThat(steps).isNotEmpty();
            assertThat(steps).extracting(PlanStep::algorithm).containsOnly("");
            assertThat(steps).extracting(PlanStep::reason).containsOnly("");
        }
    }
}
