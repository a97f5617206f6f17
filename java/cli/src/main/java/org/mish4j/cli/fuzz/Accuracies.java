// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import org.mish4j.Algorithm;
import org.mish4j.Precision;

/**
 * What errors a setting makes.
 *
 * @param tolerance of a whole graph, relative to an output's largest magnitude
 * @param rounding of every result, relative to each element
 * @param summing of the results of sums, relative to the largest element
 * @param activation of the results of activations, absolute: those that oneDNN fuses into a product give 0 for tiny ones
 *     (native/src/onednn/forms/eltwise_forms.hpp)
 */
record Accuracies(double tolerance, double rounding, double summing, double activation) {
    private static final double FUSED_ACTIVATION = 2e-6;

    static Accuracies of(Setting setting) {
        Precision precision = setting.options().precision();
        double activation = setting.device().equals("cpu") ? FUSED_ACTIVATION : 0;
        return switch (precision) {
            case F32 -> ofFloats(setting, activation);
            case BF16 -> new Accuracies(3e-2, 0x1p-8, 0x1p-12, activation);
            case F16 -> new Accuracies(1e-2, 0x1p-11, 0x1p-13, activation);
        };
    }

    private static Accuracies ofFloats(Setting setting, double activation) {
        boolean winograd =
                setting.device().equals("cpu") && setting.options().algorithms().algorithm() != Algorithm.DIRECT;
        return winograd
                ? new Accuracies(2e-4, 0x1p-22, 0x1p-16, activation)
                : new Accuracies(2e-5, 0x1p-22, 0x1p-21, activation);
    }
}
