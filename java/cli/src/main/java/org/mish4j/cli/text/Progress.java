// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.text;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** A line at a terminal that says how far a long step is, and is wiped at its end. Writes nothing elsewhere. */
public final class Progress implements AutoCloseable {
    private static final long INTERVAL_NANOSECONDS = 100_000_000;

    private final PrintWriter err;
    private final boolean shown;
    private final String title;
    private final long total;
    private long done;
    private long lastShown;
    private int width;

    private Progress(PrintWriter err, boolean shown, String title, long total) {
        this.err = err;
        this.shown = shown;
        this.title = title;
        this.total = total;
        this.lastShown = System.nanoTime();
        show();
    }

    /**
     * Starts a step.
     *
     * @param err the standard error stream
     * @param title what is done
     * @param total the number of parts that it has
     */
    public static Progress start(PrintWriter err, String title, long total) {
        return new Progress(err, isErrorTerminal(), title, total);
    }

    /** Starts a step whose line is written if {@code shown} is true. */
    static Progress start(PrintWriter err, boolean shown, String title, long total) {
        return new Progress(err, shown, title, total);
    }

    /** Notes that one more part is done. */
    public void advance() {
        done++;
        long now = System.nanoTime();
        if (now - lastShown >= INTERVAL_NANOSECONDS) {
            lastShown = now;
            show();
        }
    }

    private void show() {
        if (!shown) {
            return;
        }
        String line = String.format(Locale.ROOT, "%s: %d of %d (%d %%)", title, done, total, 100 * done / total);
        overwrite(line);
    }

    private void overwrite(String line) {
        err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        err.flush();
        width = line.length();
    }

    /** Wipes the line. */
    @Override
    public void close() {
        if (shown) {
            overwrite("");
            err.print('\r');
            err.flush();
        }
    }

    private static boolean isErrorTerminal() {
        Path descriptor = Path.of("/proc/self/fd/2");
        if (Files.isSymbolicLink(descriptor)) {
            try {
                String target = Files.readSymbolicLink(descriptor).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            } catch (IOException e) {
                return false;
            }
        }
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
}
