// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.mish4j.vector.memory.View;

/** Views of what comes first in some dimensions of another view. */
final class Axes {
    private Axes() {}

    /** Returns the view that has some dimensions only. */
    static View only(View view, IntPredicate chosen) {
        return view.transpose(IntStream.range(0, view.rank()).filter(chosen).toArray());
    }

    /** Returns the view that lacks a dimension. */
    static View without(View view, int axis) {
        return only(view, other -> other != axis);
    }
}
