// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.plan;

import org.jspecify.annotations.Nullable;
import org.mish4j.vector.memory.MemoryOrder;
import org.mish4j.vector.memory.Space;
import org.mish4j.vector.memory.View;

/** Which layouts of an operand a kernel can read or write. */
public enum LayoutDemand {
    /** Any strides, in any space. */
    ANY(null, false),
    /** The channels of a pixel side by side, in any space. */
    CHANNELS_TOGETHER(MemoryOrder.CHANNELS_LAST, false),
    /** The channels of a pixel side by side, in the activations. */
    CHANNELS_TOGETHER_IN_ACTIVATIONS(MemoryOrder.CHANNELS_LAST, true),
    /** The elements of a row, which differ in the last dimension only, side by side, in any space. */
    ROWS_TOGETHER(MemoryOrder.ROW_MAJOR, false),
    /** The elements of a row side by side, in the activations. */
    ROWS_TOGETHER_IN_ACTIVATIONS(MemoryOrder.ROW_MAJOR, true);

    private final @Nullable MemoryOrder denseOrder;
    private final boolean inActivations;

    LayoutDemand(@Nullable MemoryOrder denseOrder, boolean inActivations) {
        this.denseOrder = denseOrder;
        this.inActivations = inActivations;
    }

    /** Tells whether the elements of a view lie so. */
    public boolean isMetBy(View view) {
        boolean isInSpace = !inActivations || view.space() == Space.ACTIVATIONS;
        return isInSpace && (denseOrder == null || view.isContiguousAlong(denseOrder.innermostAxis(view.rank())));
    }

    /** Returns the order of a dense tensor that meets this, or null where each does. */
    @Nullable
    MemoryOrder denseOrder() {
        return denseOrder;
    }
}
