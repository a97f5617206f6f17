// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

/**
 * How often each request is run.
 *
 * @param warmUp before times are taken; {@link #AUTOMATIC} is for about a second, but 10 times at most
 * @param iterations while times are taken; {@link #AUTOMATIC} is for about five seconds, but 10 to 1000 times
 */
public record RunCounts(int warmUp, int iterations) {
    /** As often as is reasonable. */
    public static final int AUTOMATIC = -1;

    private static final long WARM_UP_NANOSECONDS = 1_000_000_000;
    private static final int MAX_WARM_UP = 10;
    private static final long MEASURED_NANOSECONDS = 5_000_000_000L;
    private static final int MIN_ITERATIONS = 10;
    private static final int MAX_ITERATIONS = 1000;

    /** Checks the numbers. */
    public RunCounts {
        if (warmUp < 0 && warmUp != AUTOMATIC) {
            throw new IllegalArgumentException(
                    "the number of runs to warm up is %d, expected at least 0".formatted(warmUp));
        }
        if (iterations < 1 && iterations != AUTOMATIC) {
            throw new IllegalArgumentException(
                    "the number of iterations is %d, expected at least 1".formatted(iterations));
        }
    }

    /** Returns the numbers with what is automatic decided, for runs that take a time. */
    public RunCounts decide(long runNanoseconds) {
        long nanoseconds = Math.max(1, runNanoseconds);
        return new RunCounts(
                warmUp == AUTOMATIC ? Math.clamp(WARM_UP_NANOSECONDS / nanoseconds, 1, MAX_WARM_UP) : warmUp,
                iterations == AUTOMATIC
                        ? Math.clamp(MEASURED_NANOSECONDS / nanoseconds, MIN_ITERATIONS, MAX_ITERATIONS)
                        : iterations);
    }
}
