// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter err = new StringWriter();

    @Test
    void showsALineAndWipesIt() {
        try (Progress progress = Progress.start(new PrintWriter(err), true, "testing", 4)) {
            progress.advance();
        }
        String line = "testing: 0 of 4 (0 %)";
        assertThat(err.toString()).startsWith("\r" + line).endsWith("\r" + " ".repeat(line.length()) + "\r");
    }

    @Test
    void writesNothingWhereThereIsNoTerminal() {
        try (Progress progress = Progress.start(new PrintWriter(err), false, "testing", 4)) {
            progress.advance();
        }
        assertThat(err.toString()).isEmpty();
    }
}
