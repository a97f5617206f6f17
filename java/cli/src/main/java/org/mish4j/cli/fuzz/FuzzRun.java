// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Runs graphs in worker processes, some at a time under each instruction set, until all are done or the time is over. */
public final class FuzzRun {
    private static final long GRAPHS_AT_A_TIME = 250;

    private final List<InstructionSet> instructionSets;
    private final Function<InstructionSet, CommandRunner> runners;
    private final List<String> devices;
    private final FailureFolder folder;
    private final PrintWriter out;
    private final long end;
    private long graphs;
    private long comparisons;
    private long failures;

    /**
     * Prepares a run.
     *
     * @param runners what runs commands under an instruction set
     * @param limit after which no graph is started
     */
    public FuzzRun(
            List<InstructionSet> instructionSets,
            Function<InstructionSet, CommandRunner> runners,
            List<String> devices,
            FailureFolder folder,
            PrintWriter out,
            Duration limit) {
        this.instructionSets = List.copyOf(instructionSets);
        this.runners = runners;
        this.devices = List.copyOf(devices);
        this.folder = folder;
        this.out = out;
        this.end = System.nanoTime() + limit.toNanos();
    }

    /**
     * Runs the graphs of some seeds that follow each other.
     *
     * @return whether there was no failure
     */
    public boolean run(long seed, long count, String outputFolder) throws IOException {
        for (long first = seed; first < seed + count && !isOver(); first += GRAPHS_AT_A_TIME) {
            long chunk = Math.min(GRAPHS_AT_A_TIME, seed + count - first);
            long done = chunk;
            for (InstructionSet instructionSet : instructionSets) {
                done = Math.min(done, new Chunk(instructionSet, outputFolder).run(first, chunk));
            }
            graphs += done;
        }
        out.println("%d graphs under %s, %d comparisons, %d failures"
                .formatted(
                        graphs,
                        String.join(
                                ", ",
                                instructionSets.stream()
                                        .map(InstructionSet::name)
                                        .toList()),
                        comparisons,
                        failures));
        return failures == 0;
    }

    private boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    /** Some graphs under one instruction set. */
    private final class Chunk {
        private final InstructionSet instructionSet;
        private final CommandRunner process;
        private final List<String> options;
        private long next;
        private int setting;
        private String settingText = "";
        private boolean ran;

        Chunk(InstructionSet instructionSet, String outputFolder) {
            this.instructionSet = instructionSet;
            this.process = runners.apply(instructionSet);
            this.options = new ArrayList<>(List.of("fuzz-worker", "--output-dir=" + outputFolder));
            options.add("--processor=" + instructionSet.name());
            devices.forEach(device -> options.add("--device=" + device));
        }

        /** Runs the graphs and returns how many of them were run under every setting. */
        long run(long first, long count) throws IOException {
            next = first;
            setting = 0;
            while (next < first + count && !isOver()) {
                ran = false;
                List<String> arguments = new ArrayList<>(options);
                arguments.add("--first=" + next);
                arguments.add("--count=" + (first + count - next));
                arguments.add("--setting=" + setting);
                List<String> other = new ArrayList<>();
                int status = process.run(arguments, line -> read(line, other));
                if (status == 0) {
                    break;
                }
                if (!ran || isErrorMessage(other)) {
                    throw new IOException("a process of 'mish4j fuzz-worker' ended with status %d: %s"
                            .formatted(status, String.join("; ", other)));
                }
                crashed(status);
            }
            return next - first;
        }

        /** A command that ends by itself says why; what ends a process from within does not. */
        private static boolean isErrorMessage(List<String> lines) {
            return !lines.isEmpty() && lines.getLast().startsWith("mish4j: ");
        }

        private void read(String line, List<String> other) {
            String[] words = line.split(" ", 4);
            switch (words[0]) {
                case "running" -> {
                    ran = true;
                    next = Long.parseLong(words[1]);
                    setting = Integer.parseInt(words[2]);
                    settingText = words[3];
                    comparisons++;
                }
                case "failure" -> {
                    failures++;
                    out.println(line.substring("failure ".length()) + ", on " + instructionSet.name());
                }
                case "done" -> {
                    next = Long.parseLong(words[1]) + 1;
                    setting = 0;
                }
                default -> other.add(line);
            }
        }

        private void crashed(int status) throws IOException {
            failures++;
            List<String> command = new ArrayList<>(options);
            command.add("--setting=" + setting);
            FailedCase failed = new CrashShrinker(process, command)
                    .shrink(next, settingText, "the process ended with status " + status);
            folder.write(failed, instructionSet.name());
            out.println(failed.line() + ", on " + instructionSet.name());
            setting++;
        }
    }
}
