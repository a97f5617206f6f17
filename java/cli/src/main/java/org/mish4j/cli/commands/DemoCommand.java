// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mish4j.CompileOptions;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.Graph;
import org.mish4j.cli.digits.ConfusionMatrix;
import org.mish4j.cli.digits.DeviceTrial;
import org.mish4j.cli.digits.DigitSamples;
import org.mish4j.cli.digits.DigitsPicture;
import org.mish4j.cli.files.PendingFiles;
import org.mish4j.cli.measure.Latency;
import org.mish4j.cli.options.TargetOptions;
import org.mish4j.cli.reports.PlanText;
import org.mish4j.cli.sources.BundledNetwork;
import org.mish4j.cli.text.Streams;
import org.mish4j.cli.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Classifies handwritten digits on every device, and shows what that takes. */
@Command(
        name = "demo",
        description =
                "Classify 360 handwritten digits with the bundled network on every device, measure, and draw them.")
public final class DemoCommand implements Callable<Integer> {
    private static final String BASELINE = "java-reference";

    private final Streams streams;

    @Option(names = "--device", paramLabel = "NAME", description = "Use this device only. May be given several times.")
    private List<String> deviceNames = List.of();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads run an inference. Default: as many as the process may use.")
    private @Nullable Integer threads;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where the picture (PNG) is written. Default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("mish4j-demo.png");

    @Option(
            names = "--passes",
            hidden = true,
            description = "How often all images are classified while times are taken.")
    private int passes;

    public DemoCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        CompileOptions options = CompileOptions.defaults().withThreads(TargetOptions.threads(threads));
        PendingFiles.requireFile(output);
        List<DeviceInfo> devices = devices();
        DigitSamples samples = DigitSamples.bundled();
        Graph network = BundledNetwork.load();
        streams.out().println("Classifying %d images of handwritten digits".formatted(samples.size()));
        List<DeviceTrial> trials = new ArrayList<>();
        for (DeviceInfo device : devices) {
            if (device.available()) {
                trials.add(DeviceTrial.run(Device.of(device.name()), network, options, samples, passes, streams.err()));
            } else {
                streams.out().println("%s is left out: %s".formatted(device.name(), device.reason()));
            }
        }
        if (trials.isEmpty()) {
            throw new IllegalStateException("there is no device that can be used");
        }
        print(samples, trials);
        writePicture(samples, trials.getFirst().answers());
        return 0;
    }

    private List<DeviceInfo> devices() {
        if (deviceNames.isEmpty()) {
            return Device.list();
        }
        return deviceNames.stream().map(name -> Device.of(name).info()).toList();
    }

    private void print(DigitSamples samples, List<DeviceTrial> trials) {
        PrintWriter out = streams.out();
        DeviceTrial best = trials.getFirst();
        int correct = samples.countCorrect(best.answers());
        out.println(String.format(
                Locale.ROOT,
                "Accuracy: %d of %d handwritten digits (%.1f %%), none of which the training saw",
                correct,
                samples.size(),
                100.0 * correct / samples.size()));
        out.println();
        out.println("Confusion matrix: a row for each true digit, a column for each answer");
        printLines(new ConfusionMatrix(samples, best.answers()).lines());
        out.println("Latency of one image, calls of native functions and bytes of heap for one inference");
        printLines(latencyTable(samples, trials));
        out.println("Executed plan on %s".formatted(describe(best.device())));
        printLines(PlanText.lines(best.steps()));
    }

    private static List<String> latencyTable(DigitSamples samples, List<DeviceTrial> trials) {
        TextTable table = new TextTable(
                "device",
                "threads",
                "correct",
                "runs",
                "p50 ms",
                "p90 ms",
                "p99 ms",
                "speed-up",
                "native calls",
                "heap bytes");
        for (DeviceTrial trial : trials) {
            Latency latency = trial.latency();
            table.row(
                    trial.device().name(),
                    trial.threads(),
                    samples.countCorrect(trial.answers()),
                    trial.measuredRuns(),
                    milliseconds(latency.p50()),
                    milliseconds(latency.p90()),
                    milliseconds(latency.p99()),
                    speedUp(trial, trials),
                    average(trial.nativeCalls()),
                    average(trial.heapBytes()));
        }
        return table.lines();
    }

    private static String milliseconds(long nanoseconds) {
        return String.format(Locale.ROOT, "%.4f", nanoseconds / 1e6);
    }

    /** Returns a mean without digits after the point where it is a whole number. */
    private static String average(double mean) {
        return mean == Math.rint(mean) ? Long.toString((long) mean) : String.format(Locale.ROOT, "%.2f", mean);
    }

    private static String speedUp(DeviceTrial trial, List<DeviceTrial> trials) {
        return trials.stream()
                .filter(candidate -> candidate.device().name().equals(BASELINE))
                .findFirst()
                .map(baseline -> String.format(
                        Locale.ROOT,
                        "%.1fx",
                        (double) baseline.latency().p50() / trial.latency().p50()))
                .orElse("-");
    }

    private static String describe(DeviceInfo device) {
        return device.instructionSet().isEmpty()
                ? "%s (%s)".formatted(device.name(), device.backend())
                : "%s (%s, %s)".formatted(device.name(), device.backend(), device.instructionSet());
    }

    private void printLines(List<String> lines) {
        for (String line : lines) {
            streams.out().println("  " + line);
        }
        streams.out().println();
    }

    private void writePicture(DigitSamples samples, List<Integer> answers) throws IOException {
        try (PendingFiles files = new PendingFiles()) {
            files.write(output, channel -> DigitsPicture.write(samples, answers, Channels.newOutputStream(channel)));
            files.commit();
        }
        streams.out().println("Picture: " + output.toAbsolutePath().normalize());
    }
}
