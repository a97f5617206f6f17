// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.mish4j.cli.conformance.ConformanceTest;
import org.mish4j.cli.conformance.TestOutcome;
import org.mish4j.cli.conformance.TestRunner;
import org.mish4j.cli.conformance.Tolerance;
import org.mish4j.cli.options.TargetOptions;
import org.mish4j.cli.text.Progress;
import org.mish4j.cli.text.Streams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs tests of the ONNX standard. */
@Command(
        name = "conformance",
        description = "Run ONNX backend tests: folders with model.onnx and test_data_set_*, at any depth.",
        footer = {
            "",
            "An output is right where |actual - expected| <= ATOL + RTOL |expected|. A test that needs what mish4j does not "
                    + "have is skipped. A test whose outputs follow from constants and shapes alone is folded: it passes, but nothing "
                    + "runs on the device. Exit status 1: a test failed, or there is none."
        })
public final class ConformanceCommand implements Callable<Integer> {
    private final Streams streams;
    private int passed;
    private int folded;
    private int failed;
    private int skipped;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders to search for tests.")
    private List<Path> folders = List.of();

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Option(names = "--rtol", paramLabel = "RTOL", description = "The relative tolerance. Default: ${DEFAULT-VALUE}.")
    private double relativeTolerance = 1e-3;

    @Option(names = "--atol", paramLabel = "ATOL", description = "The absolute tolerance. Default: ${DEFAULT-VALUE}.")
    private double absoluteTolerance = 1e-7;

    public ConformanceCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Tolerance tolerance = new Tolerance(relativeTolerance, absoluteTolerance);
        TestRunner runner = new TestRunner(target.device(), target.compileOptions(), tolerance);
        List<ConformanceTest> tests = new ArrayList<>();
        for (Path folder : folders) {
            tests.addAll(ConformanceTest.find(folder));
        }
        target.noteMissing(streams.err());
        try (Progress progress = Progress.start(streams.err(), "testing", tests.size())) {
            for (ConformanceTest test : tests) {
                report(test, runner.run(test));
                progress.advance();
            }
        }
        if (folded > 0) {
            streams.out()
                    .println("%d of those that passed ran on the device, %d did not: their outputs were known at import"
                            .formatted(passed - folded, folded));
        }
        streams.out().println("%d passed, %d failed, %d skipped".formatted(passed, failed, skipped));
        return failed == 0 ? 0 : 1;
    }

    private void report(ConformanceTest test, TestOutcome outcome) {
        PrintWriter out = streams.out();
        switch (outcome) {
            case TestOutcome.Passed _ -> passed++;
            case TestOutcome.Folded _ -> {
                passed++;
                folded++;
                out.println("folded %s: its outputs are known at import, nothing ran".formatted(test.name()));
            }
            case TestOutcome.Failed(String reason) -> {
                failed++;
                out.println("failed %s: %s".formatted(test.name(), reason));
            }
            case TestOutcome.Skipped(String reason) -> {
                skipped++;
                out.println("skipped %s: %s".formatted(test.name(), reason));
            }
        }
    }
}
