// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.activations;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.mish4j.PostOp;
import org.mish4j.internal.reference.elements.Elements;

/** The {@link PostOp}s of a node, applied in their order to one element at a time, before it is rounded. */
public final class PostOpChain {
    @FunctionalInterface
    private interface Step {
        double apply(double value, MemorySegment[] inputs, long element);
    }

    private final Step[] steps;

    /**
     * Makes a chain.
     *
     * @param firstResidual the index of the first residual among the node's inputs
     */
    public PostOpChain(List<PostOp> postOps, int firstResidual) {
        steps = new Step[postOps.size()];
        int residual = firstResidual;
        for (int index = 0; index < steps.length; index++) {
            steps[index] = switch (postOps.get(index)) {
                case PostOp.Apply(var activation) -> apply(ActivationFunctions.of(activation));
                case PostOp.AddResidual() -> add(residual++);
            };
        }
    }

    private static Step apply(DoubleUnaryOperator function) {
        return (value, _, _) -> function.applyAsDouble(value);
    }

    private static Step add(int residual) {
        return (value, inputs, element) -> value + Elements.get(inputs[residual], element);
    }

    /**
     * Returns what becomes of a value.
     *
     * @param inputs those of the node
     * @param element the place of the value in the result
     */
    public double apply(double value, MemorySegment[] inputs, long element) {
        double current = value;
        for (Step step : steps) {
            current = step.apply(current, inputs, element);
        }
        return current;
    }
}
