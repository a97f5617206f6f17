// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;
import java.util.function.DoubleBinaryOperator;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.internal.math.IeeePower;
import org.mish4j.internal.reference.elements.Elements;
import org.mish4j.internal.reference.elements.StridedWalk;
import org.mish4j.internal.reference.elements.Strides;

/** {@link Operator.Binary}. */
final class BinaryKernel implements Kernel {
    private final DoubleBinaryOperator function;
    private final StridedWalk walk;

    BinaryKernel(Operator.Binary operator, Shape first, Shape second, Shape result) {
        this.function = function(operator.kind());
        long[] dimensions = result.toArray();
        this.walk = new StridedWalk(
                dimensions,
                Strides.broadcast(first.toArray(), dimensions),
                Strides.broadcast(second.toArray(), dimensions));
    }

    private static DoubleBinaryOperator function(Operator.BinaryKind kind) {
        return switch (kind) {
            case ADD -> Double::sum;
            case SUB -> (first, second) -> first - second;
            case MUL -> (first, second) -> first * second;
            case DIV -> (first, second) -> first / second;
            case MIN -> Math::min;
            case MAX -> Math::max;
            case POW -> IeeePower::of;
            case EQUAL -> (first, second) -> number(first == second);
            case LESS -> (first, second) -> number(first < second);
            case LESS_OR_EQUAL -> (first, second) -> number(first <= second);
            case GREATER -> (first, second) -> number(first > second);
            case GREATER_OR_EQUAL -> (first, second) -> number(first >= second);
        };
    }

    private static double number(boolean condition) {
        return condition ? 1 : 0;
    }

    @Override
    public void run(MemorySegment[] inputs, MemorySegment result) {
        long count = walk.count();
        for (long element = 0; element < count; element++) {
            double first = Elements.get(inputs[0], walk.offset(0));
            double second = Elements.get(inputs[1], walk.offset(1));
            Elements.set(result, element, function.applyAsDouble(first, second));
            walk.advance();
        }
    }
}
