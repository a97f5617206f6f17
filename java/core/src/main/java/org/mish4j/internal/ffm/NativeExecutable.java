// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.mish4j.ModelMemory;
import org.mish4j.PlanStep;
import org.mish4j.bindings.mish4j_h;
import org.mish4j.internal.backend.Executable;
import org.mish4j.internal.backend.Execution;

/** A native model. */
final class NativeExecutable implements Executable {
    private static final System.Logger LOGGER = System.getLogger(NativeExecutable.class.getName());

    private final long model;
    private final int inputCount;
    private final int outputCount;
    private final int threads;
    private final boolean asynchronous;
    private final ModelMemory memory;
    private final List<PlanStep> steps;

    NativeExecutable(long model, int inputCount, int outputCount) {
        this.model = model;
        this.inputCount = inputCount;
        this.outputCount = outputCount;
        this.threads = (int) number(mish4j_h.MISH4J_MODEL_THREADS());
        this.asynchronous = number(mish4j_h.MISH4J_MODEL_ASYNCHRONOUS()) != 0;
        this.memory = new ModelMemory(
                number(mish4j_h.MISH4J_MODEL_WEIGHT_BYTES()),
                number(mish4j_h.MISH4J_MODEL_ACTIVATION_BYTES()),
                number(mish4j_h.MISH4J_MODEL_LARGEST_LIVE_BYTES()),
                number(mish4j_h.MISH4J_MODEL_SCRATCHPAD_BYTES()));
        this.steps = readSteps();
        warnOfReferenceKernels();
    }

    private long number(int key) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocate(ValueLayout.JAVA_LONG);
            NativeStatus.check(mish4j_h.mish4j_model_get_number(model, key, number));
            return number.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    private List<PlanStep> readSteps() {
        long count = number(mish4j_h.MISH4J_MODEL_STEP_COUNT());
        List<PlanStep> read = new ArrayList<>();
        for (int step = 0; step < count; step++) {
            read.add(new PlanStep(
                    text(step, mish4j_h.MISH4J_STEP_NAME()),
                    text(step, mish4j_h.MISH4J_STEP_OPERATION()),
                    text(step, mish4j_h.MISH4J_STEP_KERNEL()),
                    text(step, mish4j_h.MISH4J_STEP_DST()),
                    text(step, mish4j_h.MISH4J_STEP_ALGORITHM()),
                    text(step, mish4j_h.MISH4J_STEP_REASON())));
        }
        return List.copyOf(read);
    }

    private String text(int step, int key) {
        return NativeStatus.text((buffer, capacity, length) ->
                mish4j_h.mish4j_model_get_step_text(model, step, key, buffer, capacity, length));
    }

    private void warnOfReferenceKernels() {
        long count = number(mish4j_h.MISH4J_MODEL_REFERENCE_STEP_COUNT());
        if (count > 0) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "{0} of {1} steps run a slow reference kernel; the plan names them",
                    count,
                    steps.size());
        }
    }

    @Override
    public List<PlanStep> steps() {
        return steps;
    }

    @Override
    public ModelMemory memory() {
        return memory;
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public Execution newExecution() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(ValueLayout.JAVA_LONG);
            NativeStatus.check(mish4j_h.mish4j_request_create(model, request));
            return NativeOwnership.transfer(
                    request.get(ValueLayout.JAVA_LONG, 0), mish4j_h::mish4j_request_close, handle -> {
                        NativeBackend.recordMemory();
                        return new NativeExecution(handle, inputCount, outputCount, steps.size(), asynchronous);
                    });
        }
    }

    @Override
    public void release() {
        NativeStatus.check(mish4j_h.mish4j_model_close(model));
        NativeBackend.recordMemory();
    }
}
