// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.plan;

import org.mish4j.vector.memory.View;

/**
 * An operand that a step reads or writes.
 *
 * @param view where it lies
 * @param demand how it has to lie
 */
record Access(View view, LayoutDemand demand) {
    /** Makes the access of a kernel that takes any layout. */
    static Access any(View view) {
        return new Access(view, LayoutDemand.ANY);
    }

    boolean isPossible() {
        return demand.isMetBy(view);
    }
}
