// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.reports;

import java.io.PrintWriter;
import org.mish4j.CompileProgress;

/** Tells how a compilation gets on, a line for each tenth of it and the first, where it takes more than a moment. */
public final class CompileReport implements CompileProgress {
    private static final long QUIET_NANOSECONDS = 2_000_000_000L;
    private static final int LINES = 10;

    private final PrintWriter err;
    private final long start = System.nanoTime();
    private int lastLine = -1;

    public CompileReport(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void report(int done, int total, String what) {
        int line = (int) ((long) done * LINES / Math.max(1, total));
        if (line > lastLine && System.nanoTime() - start > QUIET_NANOSECONDS) {
            lastLine = line;
            err.println("mish4j: compiling, %d of %d: %s".formatted(done, total, what));
            err.flush();
        }
    }
}
