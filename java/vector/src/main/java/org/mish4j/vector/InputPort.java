// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector;

import java.lang.foreign.MemorySegment;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.plan.Plan;

/** An input: what is bound to it, and where the plan wants it. */
final class InputPort {
    private final boolean isRead;
    private final BoundaryRows rows;
    private MemorySegment bound = MemorySegment.NULL;

    InputPort(Plan.BoundInput input) {
        this.isRead = input.isRead();
        this.rows = new BoundaryRows(input.value().type(), input.view());
    }

    void bind(MemorySegment segment) {
        bound = segment;
    }

    MemorySegment bound() {
        return bound;
    }

    void read(Memory memory) {
        if (isRead) {
            rows.read(bound, memory.activations());
        }
    }
}
