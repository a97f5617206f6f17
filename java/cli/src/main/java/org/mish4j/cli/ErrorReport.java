// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import org.mish4j.cli.text.ErrorText;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Reports an error in one line, and its stack trace when that is asked for. */
final class ErrorReport implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final PrintWriter err;
    private final BooleanSupplier verbose;

    ErrorReport(PrintWriter err, BooleanSupplier verbose) {
        this.err = err;
        this.verbose = verbose;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        report(ErrorText.of(e) + " (see " + command + " --help)", e);
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parseResult) {
        return failure(e);
    }

    /** Reports what made a command fail, and returns the exit status. */
    int failure(Throwable e) {
        report(ErrorText.of(e), e);
        return ExitCode.SOFTWARE;
    }

    private void report(String text, Throwable e) {
        err.println("mish4j: " + text);
        if (verbose.getAsBoolean()) {
            e.printStackTrace(err);
        }
        err.flush();
    }
}
