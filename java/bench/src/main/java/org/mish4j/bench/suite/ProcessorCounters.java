// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.suite;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;

/** Finds out whether {@code perf}, and so JMH's profiler perfnorm, can count the processor's instructions here. */
public final class ProcessorCounters {
    private static final List<String> COMMAND = List.of("perf", "stat", "-x", ",", "-e", "instructions:u", "true");

    private ProcessorCounters() {}

    /** Returns why the counters can't be read, in one sentence; an empty text if they can. */
    public static String failure() {
        try {
            Process process =
                    new ProcessBuilder(COMMAND).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            return failure(process.waitFor(), output);
        } catch (IOException _) {
            return "perf is not installed";
        } catch (InterruptedException e) {
            throw new IllegalStateException("perf was interrupted", e);
        }
    }

    static String failure(int status, String output) {
        if (status != 0) {
            return "perf stat ends with status %d: %s"
                    .formatted(status, output.strip().replaceAll("\\s+", " "));
        }
        return output.contains("<not supported>") || output.contains("<not counted>")
                ? "perf can't count instructions on this machine"
                : "";
    }
}
