// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import org.mish4j.internal.backend.Executable;
import org.mish4j.internal.backend.Execution;

/** Computes nothing, and fails where a test wants it to. */
final class FakeExecutable implements Executable {
    private final MishException failure = new MishException(MishException.Status.OUT_OF_MEMORY, "as the test wants");

    boolean failsToMakeAnExecution;
    boolean failsToReleaseAnExecution;

    /** Returns a model of a network with an input x and an output y of one float each. */
    CompiledModel model() {
        Graph.Builder builder = Graph.builder("fake");
        Value x = builder.input("x", TensorType.F32, Shape.of(1));
        Value y = builder.add("mish", new Operator.Eltwise(Activation.mish()), x);
        DeviceInfo device = Device.of("java-reference").info();
        return new CompiledModel(builder.output("y", y).build(), device, this, Map.of(), null);
    }

    @Override
    public List<PlanStep> steps() {
        return List.of();
    }

    @Override
    public ModelMemory memory() {
        return new ModelMemory(0, 0, 0, 0);
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public Execution newExecution() {
        if (failsToMakeAnExecution) {
            throw failure;
        }
        return new FakeExecution();
    }

    @Override
    public void release() {}

    private final class FakeExecution implements Execution {
        @Override
        public void bindInput(int index, MemorySegment segment, boolean foreign) {}

        @Override
        public void bindOutput(int index, MemorySegment segment, boolean foreign) {}

        @Override
        public void run() {}

        @Override
        public void setProfiling(boolean enabled) {}

        @Override
        public long[] stepNanoseconds() {
            return new long[0];
        }

        @Override
        public void release() {
            if (failsToReleaseAnExecution) {
                throw failure;
            }
        }
    }
}
