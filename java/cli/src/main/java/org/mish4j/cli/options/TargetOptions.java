// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.options;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.mish4j.Accuracy;
import org.mish4j.Algorithm;
import org.mish4j.AlgorithmOptions;
import org.mish4j.CompileOptions;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.MishException;
import org.mish4j.PerformanceHint;
import org.mish4j.Precision;
import org.mish4j.Tune;
import picocli.CommandLine.Option;

/** The options that choose what a model is compiled for. */
public final class TargetOptions {
    private static final String DEFAULT_DEVICE = "cpu";

    @Option(
            names = "--device",
            paramLabel = "NAME",
            description =
                    "The device, as 'mish4j info' lists them. Default: cpu, or where that can't be used, the best that can.")
    private @Nullable String device;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads run an inference. Default: the number that --hint sets.")
    private @Nullable Integer threads;

    @Option(
            names = "--hint",
            paramLabel = "H",
            description =
                    "What the model is to be fast at: ${COMPLETION-CANDIDATES}. LATENCY sets as many threads for an "
                            + "inference as the process may use, THROUGHPUT one. Default: ${DEFAULT-VALUE}.")
    private PerformanceHint hint = PerformanceHint.LATENCY;

    @Option(
            names = "--precision",
            paramLabel = "P",
            description = "The type of weights and activations: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Precision precision = Precision.F32;

    @Option(names = "--fast-math", description = "Allow faster, less exact arithmetic where the device has it.")
    private boolean fastMath;

    @Option(
            names = "--tune",
            paramLabel = "T",
            description = "How far the fastest kernels and algorithms are looked for, where the device has a choice: "
                    + "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Tune tune = Tune.OFF;

    @Option(
            names = "--algorithm",
            paramLabel = "A",
            converter = AlgorithmNames.class,
            defaultValue = "auto",
            description =
                    "How the device cpu computes convolutions: auto, the fastest for each; direct; winograd-f2x2 or "
                            + "winograd-f4x4 wherever they can be. Default: ${DEFAULT-VALUE}.")
    private Algorithm algorithm = Algorithm.AUTO;

    @Option(
            names = "--accuracy",
            paramLabel = "A",
            description =
                    "Whether a faster algorithm may be less accurate than the direct one, with standard, or not, with "
                            + "strict: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Accuracy accuracy = Accuracy.STANDARD;

    @Option(
            names = "--winograd-memory",
            paramLabel = "SIZE",
            converter = MemorySizeConverter.class,
            description =
                    "The most memory for all weights of convolutions that Winograd's algorithms compute, in bytes or "
                            + "as 64M or 1G. Default: any.")
    private @Nullable Long winogradMemory;

    @Option(
            names = "--no-record",
            description = "Issue every step of a run anew, on devices that else record a run and repeat it as a whole.")
    private boolean unrecorded;

    /** Returns the device that was asked for, or else {@code cpu}, or else the best that can be used. */
    public Device device() {
        if (device != null) {
            return Device.of(device);
        }
        try {
            return Device.of(DEFAULT_DEVICE);
        } catch (MishException e) {
            return Device.list().stream()
                    .filter(DeviceInfo::available)
                    .findFirst()
                    .map(info -> Device.of(info.name()))
                    .orElseThrow(() -> e);
        }
    }

    /** Notes why another device than {@code cpu} is used, where none was asked for. */
    public void noteMissing(PrintWriter err) {
        if (device == null) {
            try {
                Device.of(DEFAULT_DEVICE);
            } catch (MishException e) {
                err.println("mish4j: %s; the device '%s' is taken"
                        .formatted(e.getMessage(), device().info().name()));
            }
        }
    }

    public PerformanceHint hint() {
        return hint;
    }

    public CompileOptions compileOptions() {
        return compileOptions(CompileOptions.defaults().threads());
    }

    /** Returns the options, with a number of threads for the case that none was asked for. */
    public CompileOptions compileOptions(int defaultThreads) {
        return CompileOptions.defaults()
                .withThreads(threads == null ? defaultThreads : threads(threads))
                .withHint(hint)
                .withPrecision(precision)
                .withFastMath(fastMath)
                .withTune(tune)
                .withRecord(!unrecorded)
                .withAlgorithms(algorithms());
    }

    private AlgorithmOptions algorithms() {
        AlgorithmOptions algorithms = AlgorithmOptions.of(algorithm).withAccuracy(accuracy);
        return winogradMemory == null ? algorithms : algorithms.withWinogradMemory(winogradMemory);
    }

    /** Returns a number of threads as the compiler takes it; null is the default. */
    public static int threads(@Nullable Integer number) {
        if (number == null) {
            return CompileOptions.defaults().threads();
        }
        if (number < 1) {
            throw new IllegalArgumentException("the number of threads is %d, expected at least 1".formatted(number));
        }
        return number;
    }
}
