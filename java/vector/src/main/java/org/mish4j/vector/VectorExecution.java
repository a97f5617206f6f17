// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector;

import java.lang.foreign.MemorySegment;
import org.mish4j.internal.backend.Execution;
import org.mish4j.vector.kernels.Kernel;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.plan.Plan;
import org.mish4j.vector.threads.SharedStep;

/** Copies the inputs to where the plan wants them, runs the steps one after the other, and copies the outputs out. */
final class VectorExecution implements Execution {
    private final VectorExecutable executable;
    private final Memory memory;
    private final SharedStep shared;
    private final InputPort[] inputs;
    private final OutputPort[] outputs;
    private final Kernel[] kernels;
    private final long[] nanoseconds;
    private boolean profiling;
    private boolean measured;

    VectorExecution(VectorExecutable executable, Memory memory) {
        Plan plan = executable.plan();
        this.executable = executable;
        this.memory = memory;
        this.shared = new SharedStep(
                executable.pool(), memory, plan.scratchOffset(), plan.scratchBytes(), plan.tableLength());
        this.inputs = plan.inputs().stream().map(InputPort::new).toArray(InputPort[]::new);
        this.outputs = plan.outputs().stream()
                .map(output -> new OutputPort(output, inputIndex(plan, output)))
                .toArray(OutputPort[]::new);
        this.kernels = plan.kernels().toArray(Kernel[]::new);
        this.nanoseconds = new long[kernels.length];
        executable.pool().add(shared);
    }

    private static int inputIndex(Plan plan, Plan.BoundOutput output) {
        for (int index = 0; index < plan.inputs().size(); index++) {
            if (plan.inputs().get(index).value() == output.output().value()) {
                return index;
            }
        }
        return OutputPort.NO_INPUT;
    }

    /** Binds memory; a foreign arena needs no protection, since Java checks every access to it. */
    @Override
    public void bindInput(int index, MemorySegment segment, boolean foreign) {
        inputs[index].bind(segment);
    }

    @Override
    public void bindOutput(int index, MemorySegment segment, boolean foreign) {
        outputs[index].bind(segment);
    }

    @Override
    public void run() {
        for (InputPort input : inputs) {
            input.read(memory);
        }
        for (int index = 0; index < kernels.length; index++) {
            if (profiling) {
                long start = System.nanoTime();
                shared.run(kernels[index]);
                nanoseconds[index] = System.nanoTime() - start;
            } else {
                shared.run(kernels[index]);
            }
        }
        measured |= profiling;
        for (OutputPort output : outputs) {
            output.write(memory, inputs);
        }
    }

    @Override
    public void setProfiling(boolean enabled) {
        profiling = enabled;
    }

    @Override
    public long[] stepNanoseconds() {
        if (!measured) {
            throw new IllegalStateException("no run was measured yet");
        }
        return nanoseconds.clone();
    }

    @Override
    public void release() {
        executable.pool().remove(shared);
        executable.giveBack(memory.activations());
    }
}
