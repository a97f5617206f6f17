// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.mish4j.cli.fuzz.graphs.GraphCase;
import org.mish4j.cli.fuzz.graphs.RandomGraphs;

/** Shrinks graphs that end the process, each smaller form in a process of its own. */
public final class CrashShrinker {
    /** A process takes a second or more, so that not every form of a large graph is tried. */
    private static final int MAX_PROCESSES = 150;

    private final CommandRunner process;
    private final List<String> command;
    private int processes;

    /**
     * Makes a shrinker.
     *
     * @param command what runs one form of one graph, but for the options {@code --first} and {@code --path}
     */
    public CrashShrinker(CommandRunner process, List<String> command) {
        this.process = process;
        this.command = List.copyOf(command);
    }

    /** Returns the failure of the smallest graph that is found to end the process. */
    public FailedCase shrink(long seed, String setting, String text) {
        GraphCase smallest = new Shrinker((_, path) -> crashes(seed, path)).shrink(RandomGraphs.draw(seed));
        Failure failure = new Failure(Failure.Kind.CRASH, text, Double.NaN);
        return new FailedCase(smallest, setting, failure, new Comparison(smallest).expected());
    }

    private boolean crashes(long seed, List<Integer> path) {
        if (processes++ >= MAX_PROCESSES) {
            return false;
        }
        List<String> arguments = new ArrayList<>(command);
        arguments.add("--first=" + seed);
        arguments.add("--path=" + path.stream().map(String::valueOf).collect(Collectors.joining(",")));
        try {
            return process.run(arguments, _ -> {}) != 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the form of a seed's graph to which a path leads. */
    public static void runForm(long seed, List<Integer> path, Setting setting) {
        new Comparison(Shrinker.follow(RandomGraphs.draw(seed), path)).failure(setting);
    }
}
