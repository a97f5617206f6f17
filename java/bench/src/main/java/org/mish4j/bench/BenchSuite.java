// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mish4j.bench.report.GeneratedText;
import org.mish4j.bench.report.Report;
import org.mish4j.bench.suite.MachineDescription;
import org.mish4j.bench.suite.Omission;
import org.mish4j.bench.suite.ProcessorCounters;
import org.mish4j.bench.suite.ResultFiles;
import org.mish4j.bench.suite.Schedule;
import org.mish4j.bench.suite.SuiteResults;
import org.mish4j.bench.suite.SuiteRunner;
import org.mish4j.bench.suite.Trial;
import org.mish4j.cli.text.ErrorText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code mish4j bench-suite}. Exit status 0 is success, 1 a failure, 2 wrong usage. */
@Command(
        name = "mish4j bench-suite",
        description =
                "Run the JMH benchmarks, and write their results, with tables, charts and a description of the machine.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A trial is a benchmark with a value for each of its parameters. Trials run in rounds, in each of which every "
                    + "trial has a process of its own, one after the other. All trials take hours; --quick runs some, "
                    + "for less than ten minutes. Measure on a machine that does nothing else.",
            "Each candidate's output is compared with another one's before it is timed. A candidate that can't run "
                    + "here is reported with the reason."
        })
public final class BenchSuite implements Callable<Integer> {
    private static final int FAILURE = 1;

    private final PrintWriter out;

    @Option(names = "--quick", description = "A few trials, in less than ten minutes.")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "REGEX",
            description = "Only the trials in whose line of --list this is found.")
    private Pattern only = Pattern.compile("");

    @Option(names = "--list", description = "List the trials, and run none.")
    private boolean listed;

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            description = "Where the results are written to. Default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("target", "bench-results");

    @Option(
            names = "--report",
            paramLabel = "FOLDER",
            description = "Measure nothing; write the tables and charts of the results in this folder.")
    private @Nullable Path reported;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "The threads of those that have several. Default: as many as there are processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--rounds", paramLabel = "N", description = "The number of rounds. Default: 3, with --quick 2.")
    private int rounds;

    @Option(names = "--verbose", description = "Print the stack trace of an error, too.")
    private boolean verbose;

    private BenchSuite(PrintWriter out) {
        this.out = out;
    }

    /** Runs the command and ends the process with its exit status. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        System.exit(execute(out, err, args));
    }

    /** Runs the command and returns its exit status. */
    static int execute(PrintWriter out, PrintWriter err, String... args) {
        BenchSuite suite = new BenchSuite(out);
        return new CommandLine(suite)
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((e, _, _) -> {
                    err.println("mish4j: " + ErrorText.of(e));
                    if (suite.verbose) {
                        e.printStackTrace(err);
                    }
                    return FAILURE;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws IOException {
        if (reported != null) {
            writeReport(reported);
            return 0;
        }
        Schedule schedule = schedule();
        List<Trial> trials = trials(schedule);
        if (listed) {
            trials.forEach(out::println);
            return 0;
        }
        String countersFailure = ProcessorCounters.failure();
        Map<String, Object> machine = MachineDescription.describe();
        machine.put("measurement", measurement(schedule, countersFailure));
        announce(trials, schedule, countersFailure);
        SuiteRunner runner = new SuiteRunner(schedule, countersFailure.isEmpty(), out);
        SuiteResults results = new SuiteResults();
        for (int round = 1; round <= schedule.rounds(); round++) {
            runner.run(round, trials, results);
            ResultFiles.write(output, results, machine);
        }
        writeReport(output);
        results.omissions().forEach(this::report);
        return results.omissions().stream().anyMatch(Omission::isFailure) ? FAILURE : 0;
    }

    private void writeReport(Path folder) throws IOException {
        Report report = Report.of(folder);
        report.write(folder);
        out.println("results: " + folder.resolve(Report.TABLES));
        if (GeneratedText.update(folder, report)) {
            out.println("summary: " + folder.resolveSibling("README.md"));
        }
    }

    private Schedule schedule() {
        Schedule schedule = quick ? Schedule.QUICK : Schedule.FULL;
        if (rounds < 0 || threads < 1) {
            throw new IllegalArgumentException(
                    "--rounds is %d and --threads %d, expected numbers of at least 1".formatted(rounds, threads));
        }
        return rounds == 0 ? schedule : schedule.withRounds(rounds);
    }

    private List<Trial> trials(Schedule schedule) {
        Map<String, List<String>> values = new HashMap<>(schedule.values());
        String all = Integer.toString(threads);
        values.put("threads", quick || threads == 1 ? List.of(all) : List.of("1", all));
        List<Trial> trials = Trial.all(values).stream()
                .filter(trial -> only.matcher(trial.toString()).find())
                .toList();
        if (trials.isEmpty()) {
            throw new IllegalArgumentException("no trial matches '%s'; --list lists them".formatted(only));
        }
        return trials;
    }

    private Map<String, Object> measurement(Schedule schedule, String countersFailure) {
        Map<String, Object> measurement = new LinkedHashMap<>();
        measurement.put("quick", quick);
        measurement.put("threads", threads);
        measurement.put("rounds", schedule.rounds());
        measurement.put("processorCounters", countersFailure.isEmpty() ? "perfnorm" : countersFailure);
        return measurement;
    }

    private void announce(List<Trial> trials, Schedule schedule, String countersFailure) {
        Duration least = schedule.duration(trials.size());
        out.println("%d trials in %d rounds: %d minutes, and the time to start and set up %d processes"
                .formatted(trials.size(), schedule.rounds(), least.toMinutes() + 1, trials.size() * schedule.rounds()));
        if (!countersFailure.isEmpty()) {
            out.println("no counts of instructions, cache misses and the like: " + countersFailure);
        }
    }

    private void report(Omission omission) {
        out.println("%s %s: %s"
                .formatted(omission.trial(), omission.isFailure() ? "failed" : "can't run here", omission.reason()));
    }
}
