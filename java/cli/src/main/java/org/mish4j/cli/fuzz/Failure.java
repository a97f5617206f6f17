// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

/**
 * What a setting did wrong with a case.
 *
 * @param text in one line
 * @param difference the largest one from what is expected, relative to the output's largest magnitude; NaN where there are no
 *     outputs to compare
 */
public record Failure(Kind kind, String text, double difference) {
    /** What goes wrong. */
    public enum Kind {
        /** An output has other elements than expected. */
        WRONG,
        /** An exception instead of outputs. */
        EXCEPTION,
        /** The process ended. */
        CRASH
    }
}
