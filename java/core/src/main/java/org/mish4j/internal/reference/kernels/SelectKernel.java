// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.internal.reference.elements.Elements;
import org.mish4j.internal.reference.elements.StridedWalk;
import org.mish4j.internal.reference.elements.Strides;

/** {@link Operator.Select}. */
final class SelectKernel implements Kernel {
    private static final int CONDITION = 0;
    private static final int THEN = 1;
    private static final int ELSE = 2;

    private final StridedWalk walk;

    SelectKernel(List<Shape> inputs, Shape result) {
        long[] dimensions = result.toArray();
        this.walk = new StridedWalk(
                dimensions,
                inputs.stream()
                        .map(input -> Strides.broadcast(input.toArray(), dimensions))
                        .toArray(long[][]::new));
    }

    @Override
    public void run(MemorySegment[] inputs, MemorySegment result) {
        long count = walk.count();
        for (long element = 0; element < count; element++) {
            int chosen = Elements.get(inputs[CONDITION], walk.offset(CONDITION)) != 0 ? THEN : ELSE;
            Elements.set(result, element, Elements.get(inputs[chosen], walk.offset(chosen)));
            walk.advance();
        }
    }
}
