// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.options;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import org.mish4j.cli.files.PendingFiles;
import org.mish4j.cli.text.JsonWriter;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How a command prints what it has found out: as text, as JSON, or as both. */
public final class JsonOption {
    private static final String STANDARD_OUTPUT = "-";

    @Option(
            names = "--json",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = STANDARD_OUTPUT,
            preprocessor = OnlyAttached.class,
            description = "Print JSON in place of the text; with --json=FILE, print the text and write JSON to a file.")
    private @Nullable String destination;

    /** Takes for the option's file only what an equals sign joins to it: what follows may be the model. */
    static final class OnlyAttached implements IParameterPreprocessor {
        @Override
        @SuppressWarnings("JdkObsolete") // the parser's own type
        public boolean preprocess(Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
            if (command.parser().separator().equals(info.get("separator"))) {
                return false;
            }
            if (!args.isEmpty()
                    && (args.peek().equals(STANDARD_OUTPUT) || args.peek().endsWith(".json"))) {
                throw new ParameterException(
                        command.commandLine(),
                        "Option '--json' takes its file after an equals sign, --json=FILE, and prints to the standard "
                                + "output without one, but is followed by '%s'".formatted(args.peek()));
            }
            option.setValue(STANDARD_OUTPUT);
            return true;
        }
    }

    /**
     * Checks that the file, if there is to be one, can be made.
     *
     * @throws IOException if not; the text names the file
     */
    public void requireWritable() throws IOException {
        if (isFile()) {
            PendingFiles.requireFile(Path.of(destination));
        }
    }

    /**
     * Prints a result.
     *
     * @param lines the text
     * @param object the JSON
     */
    public void print(PrintWriter out, List<String> lines, Map<String, Object> object) throws IOException {
        if (destination != null && !isFile()) {
            out.println(JsonWriter.write(object));
            return;
        }
        lines.forEach(out::println);
        if (isFile()) {
            write(Path.of(destination), JsonWriter.write(object) + "\n");
        }
    }

    private boolean isFile() {
        return destination != null && !destination.equals(STANDARD_OUTPUT);
    }

    private static void write(Path file, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try (PendingFiles files = new PendingFiles()) {
            files.write(file, channel -> {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            });
            files.commit();
        }
    }
}
