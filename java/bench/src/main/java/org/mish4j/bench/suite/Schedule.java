// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.suite;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.mish4j.bench.Threads;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How often and how long each trial runs, and which values of the parameters are tried.
 *
 * @param rounds the number of forks of each trial
 * @param warmUpIterations of each fork, each of {@code warmUpTime}
 * @param iterations measured of each fork, each of {@code iterationTime}
 * @param values what takes the place of all values of a parameter, by its name
 */
public record Schedule(
        int rounds,
        int warmUpIterations,
        Duration warmUpTime,
        int iterations,
        Duration iterationTime,
        Map<String, List<String>> values) {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /** Everything. */
    public static final Schedule FULL = new Schedule(3, 5, Duration.ofMillis(600), 4, Duration.ofMillis(300), Map.of());

    /** A few values of each parameter, so that all is done in ten minutes. */
    public static final Schedule QUICK = new Schedule(
            2,
            3,
            Duration.ofMillis(500),
            3,
            Duration.ofMillis(150),
            Map.of(
                    "elements", List.of("65536"),
                    "convolution", List.of("52x52 128->128 3x3 s1", "26x26 512->256 1x1 s1"),
                    "network", List.of("digits", "resnet50 224"),
                    "threads", List.of(Threads.ALL)));

    /** Returns the same with another number of rounds. */
    public Schedule withRounds(int newRounds) {
        return new Schedule(newRounds, warmUpIterations, warmUpTime, iterations, iterationTime, values);
    }

    /** Sets what each fork does. */
    ChainedOptionsBuilder applyTo(ChainedOptionsBuilder options) {
        return options.warmupIterations(warmUpIterations)
                .warmupTime(TimeValue.milliseconds(warmUpTime.toMillis()))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(iterationTime.toMillis()))
                .timeout(TimeValue.seconds(TIMEOUT.toSeconds()))
                .forks(1);
    }

    /** Returns the time that some trials are measured and warmed up for, without that of starting and setting up. */
    public Duration duration(int trials) {
        Duration fork = warmUpTime.multipliedBy(warmUpIterations).plus(iterationTime.multipliedBy(iterations));
        return fork.multipliedBy((long) trials * rounds);
    }
}
