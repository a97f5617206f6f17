// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of {@code native/tests/program/shapes.txt}, which tells its form.
 *
 * @param where the file's line
 * @param operator the operator's name in the C ABI
 * @param attributes by name
 * @param inputs the shapes, as written
 * @param expected the result's shape, or a part of the message, as {@code refused} says
 */
record ShapeCase(
        String where,
        String operator,
        Map<String, String> attributes,
        List<String> inputs,
        boolean refused,
        String expected) {
    private static final Path FILE = Path.of("..", "..", "native", "tests", "program", "shapes.txt");
    private static final String SCALAR = "()";

    static List<ShapeCase> read() {
        try {
            List<String> lines = Files.readAllLines(FILE);
            List<ShapeCase> cases = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#")) {
                    cases.add(parse("shapes.txt:" + (i + 1), lines.get(i)));
                }
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ShapeCase parse(String where, String line) {
        String[] columns = line.split("\\|", -1);
        if (columns.length != 4) {
            throw new IllegalArgumentException("%s: found %d columns, expected 4".formatted(where, columns.length));
        }
        Map<String, String> attributes = new HashMap<>();
        for (String attribute : words(columns[1])) {
            int equals = attribute.indexOf('=');
            if (equals < 1 || attributes.put(attribute.substring(0, equals), attribute.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("%s: '%s' is no new attribute".formatted(where, attribute));
            }
        }
        String outcome = columns[3].strip();
        if (!outcome.startsWith("= ") && !outcome.startsWith("! ")) {
            throw new IllegalArgumentException("%s: '%s' begins with neither = nor !".formatted(where, outcome));
        }
        return new ShapeCase(
                where,
                columns[0].strip(),
                attributes,
                words(columns[2]),
                outcome.startsWith("!"),
                outcome.substring(2).strip());
    }

    private static List<String> words(String column) {
        return Arrays.stream(column.strip().split(" +"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Returns the dimensions that a shape is written with. */
    static List<Long> dimensions(String shape) {
        return shape.equals(SCALAR)
                ? List.of()
                : Arrays.stream(shape.split("x")).map(Long::parseLong).toList();
    }

    /** Returns a list of whole numbers, or {@code count} times the default where it is not given. */
    List<Long> longs(String name, int count, long byDefault) {
        return attributes.containsKey(name) ? longs(name) : Collections.nCopies(count, byDefault);
    }

    List<Long> longs(String name) {
        return numbers(name).stream().map(Long::parseLong).toList();
    }

    List<Integer> integers(String name) {
        return numbers(name).stream().map(Integer::parseInt).toList();
    }

    List<Float> floats(String name) {
        return numbers(name).stream().map(ShapeCase::toFloat).toList();
    }

    int integer(String name) {
        return Integer.parseInt(text(name));
    }

    String text(String name) {
        String value = attributes.get(name);
        if (value == null) {
            throw new IllegalArgumentException("%s: %s has no %s".formatted(where, operator, name));
        }
        return value;
    }

    private List<String> numbers(String name) {
        String list = text(name);
        return list.isEmpty() ? List.of() : List.of(list.split(","));
    }

    private static float toFloat(String number) {
        return switch (number) {
            case "nan" -> Float.NaN;
            case "inf" -> Float.POSITIVE_INFINITY;
            default -> Float.parseFloat(number);
        };
    }

    @Override
    public String toString() {
        return "%s: %s %s".formatted(where, operator, attributes);
    }
}
