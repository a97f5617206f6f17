// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.mish4j.cli.fuzz.CrashShrinker;
import org.mish4j.cli.fuzz.FailedCase;
import org.mish4j.cli.fuzz.FailureFolder;
import org.mish4j.cli.fuzz.Setting;
import org.mish4j.cli.fuzz.Settings;
import org.mish4j.cli.fuzz.Worker;
import org.mish4j.cli.text.Streams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@link FuzzCommand} runs in other processes: compares graphs, and prints a line for all that it does. */
@Command(name = "fuzz-worker", hidden = true, description = "Part of the command fuzz.")
public final class FuzzWorkerCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--first", required = true)
    private long first;

    @Option(names = "--count")
    private long count = 1;

    @Option(names = "--setting", description = "The first setting for the first graph; the only one with --path.")
    private int setting;

    @Option(names = "--path", split = ",", description = "The form of the first graph to run.")
    private List<Integer> path = List.of();

    @Option(names = "--device", required = true)
    private List<String> devices = List.of();

    @Option(names = "--processor", required = true)
    private String processor = "";

    @Option(names = "--output-dir", required = true)
    private Path folder = Path.of("");

    public FuzzWorkerCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        List<Setting> settings = new ArrayList<>();
        devices.forEach(device -> settings.addAll(Settings.of(device)));
        if (!path.isEmpty()) {
            CrashShrinker.runForm(first, path, settings.get(setting));
            return 0;
        }
        Worker worker = new Worker(settings, new Printer(settings, new FailureFolder(folder)));
        worker.run(first, setting);
        for (long seed = first + 1; seed < first + count; seed++) {
            worker.run(seed, 0);
        }
        return 0;
    }

    private final class Printer implements Worker.Listener {
        private final List<Setting> settings;
        private final FailureFolder failures;
        private final PrintWriter out = streams.out();

        Printer(List<Setting> settings, FailureFolder failures) {
            this.settings = settings;
            this.failures = failures;
        }

        @Override
        public void running(long seed, int index) {
            out.println("running %d %d %s".formatted(seed, index, settings.get(index)));
            out.flush();
        }

        @Override
        public void failed(FailedCase failed) throws IOException {
            Path written = failures.write(failed, processor);
            out.println("failure %s, in %s".formatted(failed.line(), written));
            out.flush();
        }

        @Override
        public void done(long seed) {
            out.println("done " + seed);
            out.flush();
        }
    }
}
