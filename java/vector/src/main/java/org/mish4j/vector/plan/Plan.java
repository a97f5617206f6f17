// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.plan;

import java.util.List;
import org.mish4j.Graph;
import org.mish4j.ModelMemory;
import org.mish4j.PlanStep;
import org.mish4j.Value;
import org.mish4j.vector.kernels.ConstantPool;
import org.mish4j.vector.kernels.Kernel;
import org.mish4j.vector.memory.View;

/**
 * What a compiled graph does.
 *
 * @param kernels one for each step
 * @param inputs where the inputs are to be written to
 * @param outputs where the outputs are to be read from, and how
 * @param constants what all requests share
 * @param threads how many threads share a step
 * @param scratchOffset where the first thread's scratch memory is in the activations, in bytes
 * @param scratchBytes that of each thread
 * @param tableLength of each thread's table of rows
 */
public record Plan(
        List<PlanStep> steps,
        List<Kernel> kernels,
        List<BoundInput> inputs,
        List<BoundOutput> outputs,
        ConstantPool constants,
        ModelMemory memory,
        int threads,
        long scratchOffset,
        long scratchBytes,
        int tableLength) {
    /** Makes the lists immutable. */
    public Plan {
        steps = List.copyOf(steps);
        kernels = List.copyOf(kernels);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** Returns the size of a request's memory. */
    public long activationBytes() {
        return scratchOffset + threads * scratchBytes;
    }

    /**
     * An input.
     *
     * @param isRead whether anything reads it
     */
    public record BoundInput(Value value, View view, boolean isRead) {}

    /** An output. */
    public record BoundOutput(Graph.Output output, View view) {}
}
