// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli;

import java.io.PrintWriter;
import org.mish4j.cli.commands.BenchCommand;
import org.mish4j.cli.commands.ConformanceCommand;
import org.mish4j.cli.commands.DemoCommand;
import org.mish4j.cli.commands.FuzzCommand;
import org.mish4j.cli.commands.FuzzWorkerCommand;
import org.mish4j.cli.commands.InfoCommand;
import org.mish4j.cli.commands.InspectCommand;
import org.mish4j.cli.commands.PlotCommand;
import org.mish4j.cli.commands.RunCommand;
import org.mish4j.cli.text.Streams;
import org.mish4j.cli.text.Versions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code mish4j}. Exit status 0 is success, 1 a failure, 2 wrong usage. */
@Command(
        name = "mish4j",
        description = "Runs convolutional networks with Mish at native speed.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Versions.class)
public final class Main {
    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Print the stack trace of an error, too.")
    private boolean verbose;

    private Main() {}

    /** Runs the command and ends the process with its exit status. */
    public static void main(String[] args) {
        keepLogsShort();
        Streams streams = new Streams(
                new PrintWriter(System.out, true, System.out.charset()),
                new PrintWriter(System.err, true, System.err.charset()));
        System.exit(finish(streams, execute(streams, args)));
    }

    /** Returns the exit status, which is a failure where not all of the output could be written. */
    static int finish(Streams streams, int status) {
        if (streams.out().checkError() && status == CommandLine.ExitCode.OK) {
            streams.err().println("mish4j: the standard output can't be written");
            return CommandLine.ExitCode.SOFTWARE;
        }
        return status;
    }

    /** Runs the command and returns its exit status. */
    static int execute(Streams streams, String... args) {
        Main main = new Main();
        ErrorReport report = new ErrorReport(streams.err(), () -> main.verbose);
        CommandLine commandLine = new CommandLine(main)
                .addSubcommand(new DemoCommand(streams))
                .addSubcommand(new InfoCommand(streams))
                .addSubcommand(new RunCommand(streams))
                .addSubcommand(new InspectCommand(streams))
                .addSubcommand(new BenchCommand(streams))
                .addSubcommand(new ConformanceCommand(streams))
                .addSubcommand(new FuzzCommand(streams))
                .addSubcommand(new FuzzWorkerCommand(streams))
                .addSubcommand(PlotCommand.withSubcommands(streams))
                .setOut(streams.out())
                .setErr(streams.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(report)
                .setExecutionExceptionHandler(report);
        try {
            return commandLine.execute(args);
        } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
            return report.failure(e);
        }
    }

    /** Logs warnings only, each in a line, unless the user's own properties say otherwise. */
    private static void keepLogsShort() {
        setDefault("jdk.system.logger.level", "WARNING");
        setDefault("jdk.system.logger.format", "mish4j: %5$s%6$s%n");
        setDefault("java.util.logging.SimpleFormatter.format", "mish4j: %5$s%6$s%n");
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
