// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.cli.files.PendingFiles;
import org.mish4j.cli.fuzz.FailureFolder;
import org.mish4j.cli.fuzz.FuzzRun;
import org.mish4j.cli.fuzz.InstructionSet;
import org.mish4j.cli.fuzz.WorkerProcess;
import org.mish4j.cli.text.Streams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares devices on random graphs. */
@Command(
        name = "fuzz",
        description = "Compare devices with java-reference on random small graphs, and shrink those that fail.",
        footer = {
            "",
            "Each device runs each graph with every precision and algorithm that it has, with one thread and with several, "
                    + "in processes of their own, under each instruction set. What java-reference computes operator by "
                    + "operator, without passes, is right. Exit status 1: something failed."
        })
public final class FuzzCommand implements Callable<Integer> {
    private static final List<String> DEVICES = List.of("java-reference", "java-vector", "cpu");
    private static final long FOREVER_DAYS = 10_000;

    private final Streams streams;

    @Option(names = "--graphs", paramLabel = "N", description = "How many graphs. Default: ${DEFAULT-VALUE}.")
    private long graphs = 100;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "The first graph's seed; each further one has the next number. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            description =
                    "A device to compare; several times for several. Default: java-reference, java-vector and cpu, "
                            + "where they can be used.")
    private List<String> devices = List.of();

    @Option(
            names = "--instruction-set",
            paramLabel = "NAME",
            description =
                    "What processes may use of the processor: native for everything, or as ONEDNN_MAX_CPU_ISA names it; "
                            + "several times for several. Default: every one that the processor includes.")
    private List<String> instructionSets = List.of();

    @Option(names = "--minutes", paramLabel = "M", description = "Stop after this time. Default: never.")
    private long minutes = Duration.ofDays(FOREVER_DAYS).toMinutes();

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description = "The folder for failures, made when there is one. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("fuzz-failures");

    public FuzzCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        requireAtLeastOne("graphs", graphs);
        requireAtLeastOne("minutes", minutes);
        PendingFiles.requireFolder(folder);
        List<DeviceInfo> infos = Device.list();
        for (String device : devices) {
            Device.of(device);
        }
        List<String> names = devices.isEmpty()
                ? DEVICES.stream()
                        .filter(name ->
                                infos.stream().anyMatch(info -> info.name().equals(name) && info.available()))
                        .toList()
                : devices;
        List<InstructionSet> sets = instructionSets.isEmpty()
                ? InstructionSet.includedIn(infos.stream()
                        .filter(info -> info.name().equals("cpu"))
                        .map(DeviceInfo::instructionSet)
                        .findFirst()
                        .orElse(""))
                : instructionSets.stream().map(InstructionSet::new).toList();
        FuzzRun run = new FuzzRun(
                sets, WorkerProcess::new, names, new FailureFolder(folder), streams.out(), Duration.ofMinutes(minutes));
        return run.run(seed, graphs, folder.toString()) ? 0 : 1;
    }

    private static void requireAtLeastOne(String what, long number) {
        if (number < 1) {
            throw new IllegalArgumentException("the number of %s is %d, expected at least 1".formatted(what, number));
        }
    }
}
