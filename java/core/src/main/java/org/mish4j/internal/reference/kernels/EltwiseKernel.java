// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;
import java.util.function.DoubleUnaryOperator;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.internal.reference.activations.ActivationFunctions;
import org.mish4j.internal.reference.elements.Elements;

/** {@link Operator.Eltwise}. */
final class EltwiseKernel implements Kernel {
    private final DoubleUnaryOperator function;
    private final long count;

    EltwiseKernel(Operator.Eltwise operator, Shape result) {
        this.function = ActivationFunctions.of(operator.activation());
        this.count = result.elementCount();
    }

    @Override
    public void run(MemorySegment[] inputs, MemorySegment result) {
        for (long element = 0; element < count; element++) {
            Elements.set(result, element, function.applyAsDouble(Elements.get(inputs[0], element)));
        }
    }
}
