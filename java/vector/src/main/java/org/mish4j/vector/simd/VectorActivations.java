// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import static org.mish4j.vector.simd.Lanes.load;
import static org.mish4j.vector.simd.Lanes.store;

import java.lang.foreign.MemorySegment;
import org.mish4j.Activation;

/**
 * The loops of the activations over whole vectors. Each function has a loop of its own: in a loop that is shared, the function
 * would be a virtual call, and every vector would pass through an object on the heap.
 */
final class VectorActivations {
    private VectorActivations() {}

    /** Tells whether there is a loop for an activation. */
    static boolean contains(Activation activation) {
        return switch (activation.kind()) {
            case LOG -> false;
            case POW -> activation.beta() == 2;
            default -> true;
        };
    }

    /**
     * Applies an activation.
     *
     * @param count a multiple of the lanes
     */
    static void apply(Activation activation, MemorySegment src, long from, MemorySegment dst, long to, int count) {
        float alpha = activation.alpha();
        float beta = activation.beta();
        switch (activation.kind()) {
            case MISH -> mish(src, from, dst, to, count);
            case RELU -> {
                if (alpha == 0) {
                    relu(src, from, dst, to, count);
                } else {
                    leakyRelu(src, from, dst, to, count, alpha);
                }
            }
            case SIGMOID -> sigmoid(src, from, dst, to, count);
            case TANH -> tanh(src, from, dst, to, count);
            case SOFTPLUS -> softplus(src, from, dst, to, count);
            case SWISH -> {
                if (alpha == 0) {
                    linear(src, from, dst, to, count, 0.5f, 0);
                } else {
                    swish(src, from, dst, to, count, alpha);
                }
            }
            case LINEAR -> linear(src, from, dst, to, count, alpha, beta);
            case CLIP -> clip(src, from, dst, to, count, alpha, beta);
            case ELU -> elu(src, from, dst, to, count, alpha);
            case EXP -> exp(src, from, dst, to, count);
            case SQRT -> sqrt(src, from, dst, to, count);
            case LOG -> throw new IllegalArgumentException("%s has no loop over vectors".formatted(activation.kind()));
            case ABS -> abs(src, from, dst, to, count);
            case POW -> square(src, from, dst, to, count, alpha);
            case ROUND -> round(src, from, dst, to, count);
            case FLOOR -> floor(src, from, dst, to, count);
            case CEIL -> ceil(src, from, dst, to, count);
            case SIGN -> sign(src, from, dst, to, count);
            case ERF -> erf(src, from, dst, to, count);
            case GELU -> gelu(src, from, dst, to, count);
            case GELU_TANH -> geluTanh(src, from, dst, to, count);
            case HARD_SIGMOID -> hardSigmoid(src, from, dst, to, count, alpha, beta);
            case HARD_SWISH -> hardSwish(src, from, dst, to, count);
            case SOFTSIGN -> softsign(src, from, dst, to, count);
        }
    }

    private static void mish(MemorySegment src, long from, MemorySegment dst, long to, int count) {
        MemorySegment margin = Margin.get();
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, ActivationLanes.mish(load(src, from, i), margin));
        }
    }

    private static void relu(MemorySegment src, long from, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, ActivationLanes.relu(load(src, from, i)));
        }
    }

    private static void leakyRelu(MemorySegment src, long from, MemorySegment dst, long to, int count, float alpha) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, ActivationLanes.leakyRelu(load(src, from, i), alpha));
        }
    }

    private static void sigmoid(MemorySegment src, long from, MemorySegment dst, long to, int count) {
        MemorySegment margin = Margin.get();
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, ActivationLanes.sigmoid(load(src, from, i), margin));
        }
    }

    private static void tanh(MemorySegment src, long from, MemorySegment dst, long to, int count) {
        MemorySegment margin = Margin.get();
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, ActivationLanes.tanh(load(src, from, i), margin));
        }
    }

    private static void softplus(MemorySegment src, long from, MemorySegment dst, long to, int count) {
        MemorySegment margin = Margin.get();
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, ActivationLanes.softplus(load(src, from, i), margin));
        }
    }

    private static void swish(MemorySegment src, long from, MemorySegment dst, long to, int count, float alpha) {
        MemorySegment margin = Margin.get();
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, ActivationLanes.swish(load(src, from, i), alpha, margin));
        }
    }

    private static void linear(
            MemorySegment src, long from, MemorySegment dst, long to, int count, float alpha, float beta) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, ActivationLanes.linear(load(src, from, i), alpha, beta));
        }
    }

    private static void clip(
            MemorySegment src, long from, MemorySegment dst, long to, int count, float alpha, float beta) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, ActivationLanes.clip(load(src, from, i), alpha, beta));
        }
    }

    private static void elu(MemorySegment src, long from, MemorySegment dst, long to, int count, float alpha) {
        MemorySegment margin = Margin.get();
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, ActivationLanes.elu(load(src, from, i), alpha, margin));
        }
    }

    private static void exp(MemorySegment src, long from, MemorySegment dst, long to, int count) {
        MemorySegment margin = Margin.get();
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, VectorExponential.exp(load(src, from, i), margin));
        }
    }

    private static void sqrt(MemorySegment src, long from, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, load(src, from, i).sqrt());
        }
    }

    private static void abs(MemorySegment src, long from, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, load(src, from, i).abs());
        }
    }

    private static void square(MemorySegment src, long from, MemorySegment dst, long to, int count, float alpha) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, ActivationLanes.square(load(src, from, i), alpha));
        }
    }

    private static void round(MemorySegment src, long from, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, ActivationLanes.round(load(src, from, i)));
        }
    }

    private static void floor(MemorySegment src, long from, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, ActivationLanes.floor(load(src, from, i)));
        }
    }

    private static void ceil(MemorySegment src, long from, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, ActivationLanes.ceil(load(src, from, i)));
        }
    }

    private static void sign(MemorySegment src, long from, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, ActivationLanes.sign(load(src, from, i)));
        }
    }

    private static void erf(MemorySegment src, long from, MemorySegment dst, long to, int count) {
        MemorySegment margin = Margin.get();
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, VectorErrorFunction.erf(load(src, from, i), margin));
        }
    }

    private static void gelu(MemorySegment src, long from, MemorySegment dst, long to, int count) {
        MemorySegment margin = Margin.get();
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, VectorErrorFunction.gelu(load(src, from, i), margin));
        }
    }

    private static void geluTanh(MemorySegment src, long from, MemorySegment dst, long to, int count) {
        MemorySegment margin = Margin.get();
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, ActivationLanes.geluTanh(load(src, from, i), margin));
        }
    }

    private static void hardSigmoid(
            MemorySegment src, long from, MemorySegment dst, long to, int count, float alpha, float beta) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, ActivationLanes.hardSigmoid(load(src, from, i), alpha, beta));
        }
    }

    private static void hardSwish(MemorySegment src, long from, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, ActivationLanes.hardSwish(load(src, from, i)));
        }
    }

    private static void softsign(MemorySegment src, long from, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            store(dst, to, i, ActivationLanes.softsign(load(src, from, i)));
        }
    }
}
