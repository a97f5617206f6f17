// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import org.mish4j.Operator;
import org.mish4j.internal.math.IeeePower;

/** The functions of two floats. */
final class ScalarCombinations {
    private ScalarCombinations() {}

    static float apply(Operator.BinaryKind kind, float first, float second) {
        return switch (kind) {
            case ADD -> first + second;
            case SUB -> first - second;
            case MUL -> first * second;
            case DIV -> first / second;
            case MIN -> Math.min(first, second);
            case MAX -> Math.max(first, second);
            case POW -> (float) IeeePower.of(first, second);
            case EQUAL -> number(first == second);
            case LESS -> number(first < second);
            case LESS_OR_EQUAL -> number(first <= second);
            case GREATER -> number(first > second);
            case GREATER_OR_EQUAL -> number(first >= second);
        };
    }

    private static float number(boolean condition) {
        return condition ? 1 : 0;
    }
}
