// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands of mish4j in processes of their own, so that what ends a process is found, too. Such a command tells by the
 * lines that it prints what it is at.
 */
public final class WorkerProcess implements CommandRunner {
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    private final InstructionSet instructionSet;

    /** Makes processes of an instruction set. */
    public WorkerProcess(InstructionSet instructionSet) {
        this.instructionSet = instructionSet;
    }

    /** Runs a command to its end; ends it if it prints nothing for minutes. */
    @Override
    public int run(List<String> arguments, LineReader reader) throws IOException {
        List<String> command = new ArrayList<>(javaCommand());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(instructionSet.environment());
        builder.redirectErrorStream(true);
        Process process = builder.start();
        Watch watch = new Watch(process);
        Thread watcher = Thread.ofVirtual().start(watch);
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                watch.lastLine = System.nanoTime();
                reader.read(line);
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a process ran");
        } finally {
            process.destroyForcibly();
            watcher.interrupt();
        }
    }

    private static final class Watch implements Runnable {
        private final Process process;
        private volatile long lastLine = System.nanoTime();

        Watch(Process process) {
            this.process = process;
        }

        @Override
        public void run() {
            try {
                while (!process.waitFor(1, TimeUnit.SECONDS)) {
                    if (System.nanoTime() - lastLine > LONGEST_SILENCE.toNanos()) {
                        process.destroyForcibly();
                    }
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns the command that starts mish4j as this process was started: from the module path or the class path. */
    private List<String> javaCommand() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(instructionSet.javaOptions());
        command.add("-XX:-CreateCoredumpOnCrash");
        command.add("--add-modules=jdk.incubator.vector");
        String main = "org.mish4j.cli.Main";
        @Nullable String modulePath = System.getProperty("jdk.module.path");
        if (WorkerProcess.class.getModule().isNamed() && modulePath != null) {
            command.addAll(List.of("--enable-native-access=org.mish4j.bindings", "--module-path", modulePath));
            command.addAll(List.of("--module", "org.mish4j.cli/" + main));
        } else {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.addAll(List.of("--class-path", System.getProperty("java.class.path"), main));
        }
        return command;
    }
}
