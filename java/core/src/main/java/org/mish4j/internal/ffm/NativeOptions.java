// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.ffm;

import org.mish4j.Accuracy;
import org.mish4j.Algorithm;
import org.mish4j.CompileOptions;
import org.mish4j.Precision;
import org.mish4j.Tune;
import org.mish4j.bindings.mish4j_h;

/** The options of a compilation, as the C ABI takes them. */
final class NativeOptions {
    private static final long ANY_MEMORY = -1;

    private NativeOptions() {}

    /** Returns a key and a value for each option. */
    static long[] pairs(CompileOptions options) {
        return new long[] {
            mish4j_h.MISH4J_OPTION_THREADS(),
            options.threads(),
            mish4j_h.MISH4J_OPTION_PRECISION(),
            toNative(options.precision()),
            mish4j_h.MISH4J_OPTION_FAST_MATH(),
            options.fastMath() ? 1 : 0,
            mish4j_h.MISH4J_OPTION_TUNE(),
            toNative(options.tune()),
            mish4j_h.MISH4J_OPTION_RECORD(),
            options.record() ? 1 : 0,
            mish4j_h.MISH4J_OPTION_ALGORITHM(),
            toNative(options.algorithms().algorithm()),
            mish4j_h.MISH4J_OPTION_ACCURACY(),
            toNative(options.algorithms().accuracy()),
            mish4j_h.MISH4J_OPTION_WINOGRAD_MEMORY(),
            options.algorithms().winogradMemory().orElse(ANY_MEMORY)
        };
    }

    private static int toNative(Precision precision) {
        return switch (precision) {
            case F32 -> mish4j_h.MISH4J_PRECISION_F32();
            case BF16 -> mish4j_h.MISH4J_PRECISION_BF16();
            case F16 -> mish4j_h.MISH4J_PRECISION_F16();
        };
    }

    private static int toNative(Tune tune) {
        return switch (tune) {
            case OFF -> mish4j_h.MISH4J_TUNE_OFF();
            case FAST -> mish4j_h.MISH4J_TUNE_FAST();
            case FULL -> mish4j_h.MISH4J_TUNE_FULL();
        };
    }

    private static int toNative(Algorithm algorithm) {
        return switch (algorithm) {
            case AUTO -> mish4j_h.MISH4J_ALGORITHM_AUTO();
            case DIRECT -> mish4j_h.MISH4J_ALGORITHM_DIRECT();
            case WINOGRAD_F2X2 -> mish4j_h.MISH4J_ALGORITHM_WINOGRAD_F2X2();
            case WINOGRAD_F4X4 -> mish4j_h.MISH4J_ALGORITHM_WINOGRAD_F4X4();
        };
    }

    private static int toNative(Accuracy accuracy) {
        return switch (accuracy) {
            case STANDARD -> mish4j_h.MISH4J_ACCURACY_STANDARD();
            case STRICT -> mish4j_h.MISH4J_ACCURACY_STRICT();
        };
    }
}
