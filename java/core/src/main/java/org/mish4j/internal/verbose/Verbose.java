// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.verbose;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mish4j.CompileOptions;
import org.mish4j.ModelMemory;
import org.mish4j.PlanStep;

/**
 * Prints a line for every step that is compiled and for every run, on the standard error, where the property
 * {@code mish4j.verbose} or else the environment variable {@code MISH4J_VERBOSE} asks for it: {@code compile}, {@code run} or
 * {@code all}. A line has fields with commas between them; a field with a comma or a quote within it stands in quotes, as in
 * RFC 4180.
 */
public final class Verbose {
    /** The name of the property. */
    public static final String PROPERTY = "mish4j.verbose";

    /** The name of the environment variable, which is read where the property is not set. */
    public static final String VARIABLE = "MISH4J_VERBOSE";

    private static final Level LEVEL = Level.parse(System.getProperty(PROPERTY, System.getenv(VARIABLE)), System.err);

    /** Whether {@link #compiled} prints. */
    public static final boolean COMPILATIONS = LEVEL == Level.COMPILE || LEVEL == Level.ALL;

    /** Whether {@link #ran} prints. */
    public static final boolean RUNS = LEVEL == Level.RUN || LEVEL == Level.ALL;

    private Verbose() {}

    /** What is printed. */
    enum Level {
        NONE,
        COMPILE,
        RUN,
        ALL;

        /** Reads a level: none where there is no text, all where it is empty or {@code true}. */
        static Level parse(@Nullable String text, PrintStream err) {
            if (text == null) {
                return NONE;
            }
            if (text.isEmpty() || text.equalsIgnoreCase("true")) {
                return ALL;
            }
            for (Level level : values()) {
                if (level.name().equalsIgnoreCase(text)) {
                    return level;
                }
            }
            err.println("mish4j: %s is '%s', expected compile, run, all or none; nothing is printed"
                    .formatted(PROPERTY, text));
            return NONE;
        }
    }

    /** Prints a compiled model and its steps. */
    public static void compiled(
            String device,
            String model,
            CompileOptions options,
            int threads,
            List<PlanStep> steps,
            ModelMemory memory,
            long nanoseconds) {
        compiledLines(device, model, options, threads, steps, memory, nanoseconds)
                .forEach(System.err::println);
    }

    static Stream<String> compiledLines(
            String device,
            String model,
            CompileOptions options,
            int threads,
            List<PlanStep> steps,
            ModelMemory memory,
            long nanoseconds) {
        String head = line(
                "compile",
                device,
                model,
                "%d threads (hint %s)".formatted(threads, options.hint()),
                options.precision().name(),
                "%d steps".formatted(steps.size()),
                "%d bytes of weights".formatted(memory.weights()),
                "%d bytes of activations".formatted(memory.activations()),
                milliseconds(nanoseconds));
        Stream.Builder<String> lines = Stream.builder();
        lines.add(head);
        int number = 1;
        for (PlanStep step : steps) {
            lines.add(line(
                    "step",
                    device,
                    model,
                    Integer.toString(number++),
                    step.name(),
                    step.operation(),
                    step.kernel(),
                    step.result(),
                    step.algorithm(),
                    step.reason()));
        }
        return lines.build();
    }

    /** Prints a run. */
    public static void ran(String device, String model, long nanoseconds) {
        System.err.println(line("run", device, model, milliseconds(nanoseconds)));
    }

    private static String milliseconds(long nanoseconds) {
        return String.format(Locale.ROOT, "%.3f ms", nanoseconds / 1e6);
    }

    static String line(String... fields) {
        return Stream.concat(Stream.of("mish4j"), Stream.of(fields).map(Verbose::field))
                .collect(Collectors.joining(","));
    }

    private static String field(String text) {
        String oneLine = text.replace('\n', ' ').replace('\r', ' ');
        return oneLine.contains(",") || oneLine.contains("\"") ? '"' + oneLine.replace("\"", "\"\"") + '"' : oneLine;
    }
}
