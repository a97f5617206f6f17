// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.suite;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.profile.LinuxPerfNormProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs trials in rounds: in each, one fork of every trial, one after the other, so that what disturbs the machine for a while
 * disturbs one fork of each candidate rather than all forks of one.
 */
public final class SuiteRunner {
    private final Schedule schedule;
    private final boolean hasCounters;
    private final PrintWriter out;

    /**
     * Makes a runner.
     *
     * @param hasCounters whether the processor's counters can be read
     * @param out gets a line for each fork
     */
    public SuiteRunner(Schedule schedule, boolean hasCounters, PrintWriter out) {
        this.schedule = schedule;
        this.hasCounters = hasCounters;
        this.out = out;
    }

    /** Runs a fork of each trial, but those that are omitted, and adds to the results. */
    public void run(int round, List<Trial> trials, SuiteResults results) {
        for (int index = 0; index < trials.size(); index++) {
            Trial trial = trials.get(index);
            if (!results.isOmitted(trial)) {
                out.print("round %d/%d, %d/%d  %s  "
                        .formatted(round, schedule.rounds(), index + 1, trials.size(), trial));
                out.flush();
                run(trial, results);
            }
        }
    }

    private void run(Trial trial, SuiteResults results) {
        try {
            RunResult result = new Runner(options(trial).build()).runSingle();
            results.add(trial, result);
            Result<?> primary = result.getPrimaryResult();
            out.println(String.format(Locale.ROOT, "%.3f %s", primary.getScore(), primary.getScoreUnit()));
        } catch (RunnerException e) {
            Omission omission = Failures.unavailability(e)
                    .map(reason -> new Omission(trial, reason, false))
                    .orElseGet(() -> new Omission(trial, Failures.describe(e), true));
            results.omit(omission);
            out.println((omission.isFailure() ? "failed: " : "can't run here: ") + omission.reason());
        }
    }

    private ChainedOptionsBuilder options(Trial trial) {
        ChainedOptionsBuilder options = schedule.applyTo(trial.options())
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .addProfiler(QuietForks.class)
                .addProfiler(GCProfiler.class);
        return hasCounters ? options.addProfiler(LinuxPerfNormProfiler.class) : options;
    }
}
