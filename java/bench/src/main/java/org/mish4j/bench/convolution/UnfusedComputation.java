// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.convolution;

import java.util.List;
import org.mish4j.CompileOptions;
import org.mish4j.Graph;
import org.mish4j.PlanStep;
import org.mish4j.Tensor;
import org.mish4j.TensorType;
import org.mish4j.bench.Computation;
import org.mish4j.bench.Devices;
import org.mish4j.internal.backend.Backends;
import org.mish4j.internal.backend.Executable;
import org.mish4j.internal.backend.Execution;

/**
 * The layer on the device cpu as it is without the passes, which would fuse it: a step for the convolution with its bias,
 * another one for Mish. What is between them stays in the layout that the device prefers.
 */
final class UnfusedComputation implements Computation {
    private static final String DEVICE = "cpu";

    private final Executable executable;
    private final Execution execution;
    private final Tensor input;
    private final Tensor output;

    UnfusedComputation(Graph graph, int threads, float[] source) {
        Devices.require(DEVICE);
        executable = Backends.find(DEVICE)
                .backend()
                .compile(DEVICE, graph, CompileOptions.defaults().withThreads(threads));
        requireUnfused(executable.steps());
        execution = executable.newExecution();
        input = Tensor.allocate(TensorType.F32, graph.inputs().getFirst().shape());
        output = Tensor.allocate(
                TensorType.F32, graph.outputs().getFirst().value().shape());
        input.copyFrom(source);
        execution.bindInput(0, input.segment(), true);
        execution.bindOutput(0, output.segment(), true);
    }

    private static void requireUnfused(List<PlanStep> steps) {
        for (PlanStep step : steps) {
            if (step.operation().contains("convolution") && step.operation().contains("mish")) {
                throw new IllegalStateException("step '%s' is fused: %s".formatted(step.name(), step.operation()));
            }
        }
    }

    @Override
    public void run() {
        execution.run();
    }

    @Override
    public float[] output() {
        return output.toFloatArray();
    }

    @Override
    public void close() {
        execution.release();
        executable.release();
        input.close();
        output.close();
    }
}
