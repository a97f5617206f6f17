// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector;

import java.lang.foreign.MemorySegment;
import org.mish4j.Constant;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.Space;
import org.mish4j.vector.plan.Plan;

/** An output: what is bound to it, and what is written there: what the plan computed, or an input's or a constant's bytes. */
final class OutputPort {
    /** The index of no input. */
    static final int NO_INPUT = -1;

    private final BoundaryRows rows;
    private final Space space;
    private final long byteSize;
    private final int input;
    private final MemorySegment constant;
    private MemorySegment bound = MemorySegment.NULL;

    /**
     * Makes an output.
     *
     * @param inputOfValue the input that this output's value is, or {@link #NO_INPUT}
     */
    OutputPort(Plan.BoundOutput output, int inputOfValue) {
        TensorType type = output.output().type();
        Value value = output.output().value();
        Constant valueConstant = value.constant();
        boolean asItIs = type == value.type() && type != TensorType.F32;
        this.rows = new BoundaryRows(type, output.view());
        this.space = output.view().space();
        this.byteSize = value.shape().elementCount() * type.byteSize();
        this.input = asItIs ? inputOfValue : NO_INPUT;
        this.constant = asItIs && valueConstant != null ? valueConstant.segment() : MemorySegment.NULL;
    }

    void bind(MemorySegment segment) {
        bound = segment;
    }

    void write(Memory memory, InputPort[] inputs) {
        if (input != NO_INPUT) {
            MemorySegment.copy(inputs[input].bound(), 0, bound, 0, byteSize);
        } else if (constant.address() != 0) {
            MemorySegment.copy(constant, 0, bound, 0, byteSize);
        } else {
            rows.write(memory.of(space), bound);
        }
    }
}
