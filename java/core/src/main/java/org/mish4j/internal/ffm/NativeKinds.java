// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.ffm;

import org.mish4j.Activation;
import org.mish4j.Operator;
import org.mish4j.TensorType;
import org.mish4j.bindings.mish4j_h;

/** mish4j.h's enumerators of the graph's enums. */
final class NativeKinds {
    private NativeKinds() {}

    static int of(TensorType type) {
        return switch (type) {
            case F32 -> mish4j_h.MISH4J_TYPE_F32();
            case F64 -> mish4j_h.MISH4J_TYPE_F64();
            case F16 -> mish4j_h.MISH4J_TYPE_F16();
            case BF16 -> mish4j_h.MISH4J_TYPE_BF16();
            case I8 -> mish4j_h.MISH4J_TYPE_I8();
            case U8 -> mish4j_h.MISH4J_TYPE_U8();
            case I32 -> mish4j_h.MISH4J_TYPE_I32();
            case I64 -> mish4j_h.MISH4J_TYPE_I64();
            case BOOL -> mish4j_h.MISH4J_TYPE_BOOL();
        };
    }

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
            case LOG -> mish4j_h.MISH4J_ELTWISE_LOG();
            case ABS -> mish4j_h.MISH4J_ELTWISE_ABS();
            case POW -> mish4j_h.MISH4J_ELTWISE_POW();
            case ROUND -> mish4j_h.MISH4J_ELTWISE_ROUND();
            case FLOOR -> mish4j_h.MISH4J_ELTWISE_FLOOR();
            case CEIL -> mish4j_h.MISH4J_ELTWISE_CEIL();
            case SIGN -> mish4j_h.MISH4J_ELTWISE_SIGN();
            case ERF -> mish4j_h.MISH4J_ELTWISE_ERF();
            case GELU -> mish4j_h.MISH4J_ELTWISE_GELU();
            case GELU_TANH -> mish4j_h.MISH4J_ELTWISE_GELU_TANH();
            case HARD_SIGMOID -> mish4j_h.MISH4J_ELTWISE_HARD_SIGMOID();
            case HARD_SWISH -> mish4j_h.MISH4J_ELTWISE_HARD_SWISH();
            case SOFTSIGN -> mish4j_h.MISH4J_ELTWISE_SOFTSIGN();
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
            case POW -> mish4j_h.MISH4J_BINARY_POW();
            case EQUAL -> mish4j_h.MISH4J_BINARY_EQUAL();
            case LESS -> mish4j_h.MISH4J_BINARY_LESS();
            case LESS_OR_EQUAL -> mish4j_h.MISH4J_BINARY_LESS_OR_EQUAL();
            case GREATER -> mish4j_h.MISH4J_BINARY_GREATER();
            case GREATER_OR_EQUAL -> mish4j_h.MISH4J_BINARY_GREATER_OR_EQUAL();
        };
    }

    static int of(Operator.PoolingKind kind) {
        return switch (kind) {
            case MAX -> mish4j_h.MISH4J_POOLING_MAX();
            case AVERAGE_EXCLUDE_PADDING -> mish4j_h.MISH4J_POOLING_AVERAGE_EXCLUDE_PADDING();
            case AVERAGE_INCLUDE_PADDING -> mish4j_h.MISH4J_POOLING_AVERAGE_INCLUDE_PADDING();
        };
    }

    static int of(Operator.ReductionKind kind) {
        return switch (kind) {
            case MEAN -> mish4j_h.MISH4J_REDUCE_MEAN();
            case SUM -> mish4j_h.MISH4J_REDUCE_SUM();
            case MAX -> mish4j_h.MISH4J_REDUCE_MAX();
            case MIN -> mish4j_h.MISH4J_REDUCE_MIN();
            case PRODUCT -> mish4j_h.MISH4J_REDUCE_PRODUCT();
        };
    }

    static int of(Operator.ArgKind kind) {
        return switch (kind) {
            case MAX -> mish4j_h.MISH4J_ARG_MAX();
            case MIN -> mish4j_h.MISH4J_ARG_MIN();
        };
    }
}
