// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.util.List;

/** The numbers of threads, as parameters of benchmarks have them. */
final class ThreadCounts {
    private ThreadCounts() {}

    /** Returns a number of threads in words. */
    static String text(Outcome outcome) {
        String threads = outcome.parameter("threads");
        return threads.equals("1") ? "1 thread" : threads + " threads";
    }

    /** Returns whether an outcome is one of the largest number of threads that comparisons have. */
    static boolean isMost(Outcome outcome, List<Comparison> comparisons) {
        int most = comparisons.stream()
                .flatMap(comparison -> comparison.outcomes().stream())
                .mapToInt(ThreadCounts::count)
                .max()
                .orElseThrow();
        return count(outcome) == most;
    }

    private static int count(Outcome outcome) {
        String threads = outcome.parameter("threads");
        return threads.matches("\\d{1,6}") ? Integer.parseInt(threads) : Integer.MAX_VALUE;
    }
}
