// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.internal.folding.FoldingMemory;
import org.mish4j.internal.folding.NotEnoughMemoryException;
import org.mish4j.internal.reference.kernels.Kernel;
import org.mish4j.internal.reference.kernels.Kernels;

/** Computes single operators on constants. */
public final class ReferenceEvaluator {
    private ReferenceEvaluator() {}

    /**
     * Computes an operator.
     *
     * @throws IllegalArgumentException if the inputs do not fit the operator, or if it is a batch normalisation
     * @throws NotEnoughMemoryException if there is no memory for the result
     */
    public static Constant evaluate(Operator operator, List<Constant> inputs) {
        String name = operator.getClass().getSimpleName();
        Graph.Builder builder = Graph.builder(name);
        List<Value> values = new ArrayList<>();
        for (Constant input : inputs) {
            values.add(builder.constant("input " + values.size(), input));
        }
        Shape result = builder.add(name, operator, values).shape();
        Kernel kernel =
                Kernels.create(operator, inputs.stream().map(Constant::shape).toList(), result);
        MemorySegment[] segments = inputs.stream().map(Constant::segment).toArray(MemorySegment[]::new);
        return FoldingMemory.constant(TensorType.F32, result, segment -> kernel.run(segments, segment));
    }
}
