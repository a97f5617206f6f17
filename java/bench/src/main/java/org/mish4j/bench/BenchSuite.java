// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code mish4j bench-suite}. */
@Command(name = "mish4j bench-suite", description = "Run the JMH benchmarks.", mixinStandardHelpOptions = true)
public final class BenchSuite implements Callable<Integer> {
    @Option(names = "--only", paramLabel = "REGEX", description = "Run the benchmarks whose names match.")
    private String only = "org.mish4j.bench";

    private BenchSuite() {}

    /** Runs the command and ends the process with its exit status. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchSuite()).execute(args));
    }

    @Override
    public Integer call() throws RunnerException {
        new Runner(new OptionsBuilder().include(only).build()).run();
        return 0;
    }
}
