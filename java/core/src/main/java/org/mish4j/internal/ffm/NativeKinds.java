// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.ffm;

import org.mish4j.Activation;
import org.mish4j.MishException;
import org.mish4j.Operator;
import org.mish4j.bindings.mish4j_h;

/** mish4j.h's enumerators of the graph's enums. */
final class NativeKinds {
    private NativeKinds() {}

    static int of(Activation.Kind kind) {
        return switch (kind) {
            case MISH -> mish4j_h.MISH4J_ELTWISE_MISH();
            case RELU -> mish4j_h.MISH4J_ELTWISE_RELU();
            case SIGMOID -> mish4j_h.MISH4J_ELTWISE_SIGMOID();
            case TANH -> mish4j_h.MISH4J_ELTWISE_TANH();
            case SOFTPLUS -> mish4j_h.MISH4J_ELTWISE_SOFTPLUS();
            case SWISH -> mish4j_h.MISH4J_ELTWISE_SWISH();
            case LINEAR -> mish4j_h.MISH4J_ELTWISE_LINEAR();
            case CLIP -> mish4j_h.MISH4J_ELTWISE_CLIP();
            case ELU -> mish4j_h.MISH4J_ELTWISE_ELU();
            case EXP -> mish4j_h.MISH4J_ELTWISE_EXP();
            case SQRT -> mish4j_h.MISH4J_ELTWISE_SQRT();
            case LOG, ABS, POW, ROUND, FLOOR, CEIL, SIGN, ERF, GELU, GELU_TANH, HARD_SIGMOID, HARD_SWISH, SOFTSIGN ->
                throw unsupported(kind);
        };
    }

    static int of(Operator.BinaryKind kind) {
        return switch (kind) {
            case ADD -> mish4j_h.MISH4J_BINARY_ADD();
            case SUB -> mish4j_h.MISH4J_BINARY_SUB();
            case MUL -> mish4j_h.MISH4J_BINARY_MUL();
            case DIV -> mish4j_h.MISH4J_BINARY_DIV();
            case MIN -> mish4j_h.MISH4J_BINARY_MIN();
            case MAX -> mish4j_h.MISH4J_BINARY_MAX();
            case POW, EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> throw unsupported(kind);
        };
    }

    static int of(Operator.PoolingKind kind) {
        return switch (kind) {
            case MAX -> mish4j_h.MISH4J_POOLING_MAX();
            case AVERAGE_EXCLUDE_PADDING -> mish4j_h.MISH4J_POOLING_AVERAGE_EXCLUDE_PADDING();
            case AVERAGE_INCLUDE_PADDING -> mish4j_h.MISH4J_POOLING_AVERAGE_INCLUDE_PADDING();
        };
    }

    private static MishException unsupported(Enum<?> kind) {
        return new MishException(
                MishException.Status.UNSUPPORTED, "the native devices do not have the function %s".formatted(kind));
    }
}
