// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mish4j.Algorithm;
import org.mish4j.AlgorithmOptions;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.ModelMemory;
import org.mish4j.PlanStep;

/** What the plans of the networks on the native processor look like: everything fused, nothing copied without need. */
class PlanQualityTest {
    private static final String DEVICE = "cpu";
    private static final double MOST_MEMORY = 1.15;
    private static final int CLASSES = 1000;

    // Others have steps for activations of their own, and larger weights.
    private static final CompileOptions DIRECT =
            CompileOptions.defaults().withAlgorithms(AlgorithmOptions.of(Algorithm.DIRECT));

    @BeforeEach
    void requireDevice() {
        assumeTrue(Runs.devices().contains(DEVICE), "there is no device " + DEVICE);
    }

    // ResNets add what has fewer channels and other sizes: its pixels are picked (three times) and its channels filled
    // up (four times), which are copies. The second head of yolov4-tiny joins what already lies in another
    // concatenation. One more copy where 1000 channels don't fill blocks and are those of an image: of DenseNet, whose
    // logits
    // are averaged.
    @ParameterizedTest
    @CsvSource({
        "yolov4, 416, 0, 0",
        "yolov4-tiny, 416, 1, 0",
        "yolov4-csp, 256, 0, 0",
        "yolov4x-mish, 256, 0, 0",
        "cspdarknet53, 256, 0, 0",
        "darknet53, 256, 0, 0",
        "resnet50, 224, 7, 0",
        "resnext50, 224, 7, 0",
        "cspresnet50, 224, 1, 0",
        "cspresnext50, 224, 1, 0",
        "densenet201, 256, 0, 1"
    })
    void everythingIsFused(String network, long size, long copies, long copiesOfUnfilledBlocks) {
        Graph graph = Zoo.build(network, ZooOptions.ofSize(size));
        try (CompiledModel model = Device.of(DEVICE).compile(graph, DIRECT)) {
            List<PlanStep> steps = model.steps();
            assertThat(steps).extracting(PlanStep::kernel).noneMatch(PlanQualityTest::isReference);
            assertThat(steps)
                    .extracting(PlanStep::operation)
                    .allMatch(operation -> operation.startsWith("convolution+bias")
                            || operation.startsWith("pooling")
                            || Set.of("softmax", "reduce_mean", "resize_nearest", "reorder")
                                    .contains(operation));
            long allCopies = copies + (CLASSES % channelBlock() != 0 ? copiesOfUnfilledBlocks : 0);
            assertThat(copiesBetweenOperators(steps)).isEqualTo(allCopies);
            assertThat(steps.stream().filter(PlanQualityTest::isCopy).count() - allCopies)
                    .as("copies into the outputs")
                    .isLessThanOrEqualTo(model.outputs().size());
        }
    }

    @Test
    void activationsTakeLittleMoreThanTheLargestLiveSet() {
        try (CompiledModel model = Device.of(DEVICE).compile(Zoo.yolov4(416), DIRECT)) {
            ModelMemory memory = model.memory();
            assertThat((double) memory.activations() / memory.largestLive()).isBetween(1.0, MOST_MEMORY);
            assertThat((double) memory.weights()).isLessThan(1.1 * weightBytesOfYolov4());
        }
    }

    // 64,363,101 parameters, of which those of the batch normalisations are folded into weights and biases.
    private static double weightBytesOfYolov4() {
        return 64_363_101.0 * Float.BYTES;
    }

    // The channels of an image that lie together, on the instruction set that the device uses.
    private static int channelBlock() {
        String instructionSet = Device.of(DEVICE).info().instructionSet();
        return instructionSet.startsWith("avx512") || instructionSet.startsWith("avx10") ? 16 : 8;
    }

    // A conversion of an operator's result has the operator's name; a copy that is all there is of an operator counts.
    private static long copiesBetweenOperators(List<PlanStep> steps) {
        Set<String> computed =
                steps.stream().filter(step -> !isCopy(step)).map(PlanStep::name).collect(Collectors.toSet());
        return steps.stream()
                .filter(step -> isCopy(step) && !computed.contains(step.name()))
                .count();
    }

    private static boolean isCopy(PlanStep step) {
        return step.operation().equals("reorder");
    }

    private static boolean isReference(String kernel) {
        return kernel.startsWith("ref") || kernel.startsWith("simple");
    }
}
