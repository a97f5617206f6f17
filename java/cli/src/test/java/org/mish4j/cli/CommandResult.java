// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;

/** What a command left behind. */
record CommandResult(int status, String out, String err) {
    /** Runs a command in this process. */
    static CommandResult of(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Streams streams = new Streams(new PrintWriter(out, true), new PrintWriter(err, true));
        int status =
                Main.execute(streams, Arrays.stream(args).map(Object::toString).toArray(String[]::new));
        return new CommandResult(status, out.toString(), err.toString());
    }

    List<String> outLines() {
        return out.lines().toList();
    }

    List<String> errLines() {
        return err.lines().toList();
    }
}
