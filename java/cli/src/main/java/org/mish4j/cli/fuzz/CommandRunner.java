// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import java.io.IOException;
import java.util.List;

/** Runs commands of mish4j elsewhere. */
@FunctionalInterface
public interface CommandRunner {
    /** Takes a line that a command printed. */
    @FunctionalInterface
    interface LineReader {
        /** Is called for each line. */
        void read(String line) throws IOException;
    }

    /**
     * Runs a command to its end.
     *
     * @return its exit status, which is not 0 for a process that crashed
     */
    int run(List<String> arguments, LineReader reader) throws IOException;
}
