// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mish4j.Accuracy;
import org.mish4j.Activation;
import org.mish4j.Algorithm;
import org.mish4j.AlgorithmOptions;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.PlanStep;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Tune;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.testing.LeakCheck;
import org.mish4j.testing.TestGraphs;

/** What the plans of the device {@code cpu} say of the algorithms of convolutions. */
@ExtendWith(LeakCheck.class)
class CpuAlgorithmTest {
    private static final String F2X2 = "winograd F(2x2,3x3)";
    private static final String F4X4 = "winograd F(4x4,3x3)";
    private static final Predicate<String> IS_DIRECT = algorithm -> algorithm.startsWith("direct");
    private static final CompileOptions PLAIN = CompileOptions.defaults().withThreads(2);

    private Device cpu;

    @BeforeEach
    void requireCpu() {
        DeviceInfo info = Device.list().stream()
                .filter(candidate -> candidate.name().equals("cpu"))
                .findFirst()
                .orElseThrow();
        Assumptions.assumeTrue(info.available(), info.reason());
        cpu = Device.of("cpu");
    }

    /** Three convolutions: 3x3, 3x3 with strides of 2, and 1x1. */
    private static Graph graph() {
        Graph.Builder builder = Graph.builder("three");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 32, 26, 26));
        Value unit = convolution(builder, "unit", x, 48, 3, 1);
        Value strided = convolution(builder, "strided", unit, 40, 3, 2);
        return builder.output("y", convolution(builder, "pointwise", strided, 24, 1, 1))
                .build();
    }

    private static Value convolution(
            Graph.Builder builder, String name, Value src, long channels, int kernel, int stride) {
        Value weights = TestGraphs.randomConstant(
                builder, name + ".weights", 7, channels, src.shape().dimension(1), kernel, kernel);
        Value sum = builder.add(
                name,
                new Operator.Convolution(1, Window.uniform(2, stride, kernel / 2), false, List.of()),
                src,
                weights);
        return builder.add(name + ".mish", new Operator.Eltwise(Activation.mish()), sum);
    }

    private List<PlanStep> convolutions(CompileOptions options) {
        try (CompiledModel model = cpu.compile(graph(), options)) {
            return model.steps().stream()
                    .filter(step -> step.operation().startsWith("convolution"))
                    .toList();
        }
    }

    /** The algorithm of the 3x3 convolution with strides of 1, after it is sure that the others are direct. */
    private PlanStep unitStep(CompileOptions options) {
        List<PlanStep> steps = convolutions(options);
        assertThat(steps).extracting(PlanStep::name).containsExactly("unit", "strided", "pointwise");
        assertThat(steps.subList(1, 3)).extracting(PlanStep::algorithm).allMatch(IS_DIRECT);
        return steps.getFirst();
    }

    @Test
    void anAlgorithmThatIsAskedForIsTakenWhereItCanBe() {
        assertThat(unitStep(PLAIN.withAlgorithms(AlgorithmOptions.of(Algorithm.WINOGRAD_F4X4)))
                        .algorithm())
                .isEqualTo(F4X4);
        assertThat(unitStep(PLAIN.withAlgorithms(AlgorithmOptions.of(Algorithm.WINOGRAD_F2X2)))
                        .algorithm())
                .isEqualTo(F2X2);
        assertThat(unitStep(PLAIN.withAlgorithms(AlgorithmOptions.of(Algorithm.DIRECT)))
                        .algorithm())
                .isEqualTo("direct");
    }

    @Test
    void aChoiceHasAReason() {
        for (Algorithm algorithm : Algorithm.values()) {
            assertThat(unitStep(PLAIN.withAlgorithms(AlgorithmOptions.of(algorithm)))
                            .reason())
                    .as(algorithm.name())
                    .isNotEmpty();
        }
    }

    @Test
    void strictForbidsF4x4AndSaysSo() {
        PlanStep step = unitStep(PLAIN.withAlgorithms(AlgorithmOptions.of(Accuracy.STRICT)));
        assertThat(step.algorithm()).isNotEqualTo(F4X4);
        assertThat(step.reason()).contains("strict");
    }

    @Test
    void withoutMemoryNoConvolutionIsWinograds() {
        assertThat(unitStep(PLAIN.withAlgorithms(AlgorithmOptions.defaults().withWinogradMemory(0)))
                        .algorithm())
                .matches(IS_DIRECT);
        PlanStep step = unitStep(PLAIN.withAlgorithms(
                AlgorithmOptions.of(Algorithm.WINOGRAD_F4X4).withWinogradMemory(0)));
        assertThat(step.algorithm()).isEqualTo("direct");
        assertThat(step.reason()).contains("memory");
    }

    @Test
    void winogradsWeightsTakeMoreMemory() {
        CompileOptions direct = PLAIN.withAlgorithms(AlgorithmOptions.of(Algorithm.DIRECT));
        CompileOptions winograd = PLAIN.withAlgorithms(AlgorithmOptions.of(Algorithm.WINOGRAD_F4X4));
        try (CompiledModel plain = cpu.compile(graph(), direct);
                CompiledModel transformed = cpu.compile(graph(), winograd)) {
            // 36 numbers in the place of 9 for each of 32 x 48 pairs of channels, or more where they are padded
            assertThat(transformed.memory().weights() - plain.memory().weights())
                    .isGreaterThanOrEqualTo((36 - 9) * 32 * 48 * Float.BYTES);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OFF")
    void whatIsMeasuredIsKept(Tune tune) {
        PlanStep measured = unitStep(PLAIN.withTune(tune));
        assertThat(measured.reason()).startsWith("measured ");
        assertThat(unitStep(PLAIN.withTune(tune))).isEqualTo(measured);
    }
}
