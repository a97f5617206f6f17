// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.mish4j.cli.text.Streams;

/** What a command left behind. */
public record CommandResult(int status, String out, String err) {
    /** Runs a command in this process. */
    public static CommandResult of(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Streams streams = new Streams(new PrintWriter(out, true), new PrintWriter(err, true));
        int status =
                Main.execute(streams, Arrays.stream(args).map(Object::toString).toArray(String[]::new));
        return new CommandResult(status, out.toString(), err.toString());
    }

    public List<String> outLines() {
        return out.lines().toList();
    }

    public List<String> errLines() {
        return err.lines().toList();
    }
}
