// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.cli.text.Streams;

class MainTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "nonsense | mish4j: Unmatched argument at index 0: 'nonsense' (see mish4j --help)",
                "run | mish4j: Missing required parameter: 'MODEL' (see mish4j run --help)",
                "inspect | mish4j: Missing required parameter: 'MODEL' (see mish4j inspect --help)",
                "bench | mish4j: Missing required parameter: 'MODEL' (see mish4j bench --help)",
                "conformance | mish4j: Missing required parameter: 'DIR' (see mish4j conformance --help)",
                "info --nonsense | mish4j: Unknown option: '--nonsense' (see mish4j info --help)",
                "run m.onnx --threads two | mish4j: Invalid value for option '--threads': 'two' is not an int "
                        + "(see mish4j run --help)",
                "run m.onnx --precision F8 | mish4j: Invalid value for option '--precision': expected one of [F32, BF16, F16] "
                        + "(case-insensitive) but was 'F8' (see mish4j run --help)",
                "run m.onnx --shape image=1xa | mish4j: Invalid value for option '--shape' ([NAME=]DIMENSIONS): '1xa' is not a "
                        + "shape, expected dimensions such as 1x3x224x224 (see mish4j run --help)",
                "run m.onnx --input | mish4j: Missing required parameter for option '--input' ([NAME=]FILE) "
                        + "(see mish4j run --help)"
            })
    void wrongUsageIsOneLineAndStatus2(String line, String message) {
        CommandResult result = CommandResult.of((Object[]) line.split(" "));
        assertThat(result.err()).isEqualTo(message + System.lineSeparator());
        assertThat(result.out()).isEmpty();
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void outputThatCannotBeWrittenIsAFailure() {
        StringWriter err = new StringWriter();
        Streams streams = new Streams(
                new PrintWriter(new Writer() {
                    @Override
                    public void write(char[] characters, int offset, int length) throws IOException {
                        throw new IOException("no space left");
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                }),
                new PrintWriter(err, true));

        int status = Main.finish(streams, Main.execute(streams, "--version"));

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("mish4j: the standard output can't be written" + System.lineSeparator());
    }

    @Test
    void aMissingCommandIsWrongUsage() {
        CommandResult result = CommandResult.of();
        assertThat(result.err())
                .isEqualTo("mish4j: Missing required subcommand (see mish4j --help)" + System.lineSeparator());
        assertThat(result.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "demo --help",
                "info -h",
                "run --help",
                "inspect --help",
                "bench --help",
                "conformance --help",
                "plot --help",
                "plot mish --help",
                "plot activations -h",
                "plot split --help",
                "plot landscape --help"
            })
    void everyCommandHasHelp(String line) {
        CommandResult result = CommandResult.of((Object[]) line.split(" "));
        assertThat(result.out()).startsWith("Usage: mish4j").contains("--verbose");
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "demo --version"})
    void tellsItsVersion(String line) {
        CommandResult result = CommandResult.of((Object[]) line.split(" "));
        assertThat(result.outLines()).singleElement().asString().startsWith("mish4j ");
        assertThat(result.status()).isZero();
    }

    @Test
    void anErrorIsOneLine() {
        CommandResult result = CommandResult.of("inspect", "missing.onnx");
        assertThat(result.errLines())
                .singleElement()
                .asString()
                .startsWith("mish4j: ")
                .contains("missing.onnx");
        assertThat(result.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect missing.onnx --verbose", "--verbose inspect missing.onnx"})
    void verboseShowsTheStackTrace(String line) {
        CommandResult result = CommandResult.of((Object[]) line.split(" "));
        assertThat(result.errLines()).hasSizeGreaterThan(2).first().asString().contains("missing.onnx");
        assertThat(result.err()).contains("\tat org.mish4j.");
        assertThat(result.status()).isEqualTo(1);
    }
}
