// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mish4j.bench.UnavailableException;
import org.openjdk.jmh.runner.RunnerException;

/** Finds out why JMH could not run a trial: it wraps what the benchmark has thrown. */
public final class Failures {
    private Failures() {}

    /** Returns why the candidate can't run here, if it said so. */
    public static Optional<String> unavailability(RunnerException exception) {
        return all(exception).stream()
                .filter(UnavailableException.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst();
    }

    /** Returns what went wrong in one line: what was thrown first, which others have wrapped. */
    public static String describe(RunnerException exception) {
        Throwable origin = all(exception).getLast();
        return origin.getMessage() == null ? origin.toString() : origin.getMessage();
    }

    /** Returns an exception, and all that it suppresses and is caused by, each after those that wrap it. */
    private static List<Throwable> all(Throwable exception) {
        List<Throwable> all = new ArrayList<>(List.of(exception));
        for (Throwable suppressed : exception.getSuppressed()) {
            all.addAll(all(suppressed));
        }
        if (exception.getCause() != null) {
            all.addAll(all(exception.getCause()));
        }
        return all;
    }
}
