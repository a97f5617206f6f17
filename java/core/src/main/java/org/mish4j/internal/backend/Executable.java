// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.backend;

import java.util.List;
import org.mish4j.ModelMemory;
import org.mish4j.PlanStep;

/** A compiled graph. Immutable, used by any number of threads. */
public interface Executable {
    /** Returns the steps, in order of execution. */
    List<PlanStep> steps();

    /** Returns the memory that the model and each of its executions take. */
    ModelMemory memory();

    /** Returns the number of threads that run an inference. */
    int threads();

    /** Makes the state of one inference at a time. It outlives this executable's release. */
    Execution newExecution();

    /** Frees what this holds. Called once. */
    void release();
}
