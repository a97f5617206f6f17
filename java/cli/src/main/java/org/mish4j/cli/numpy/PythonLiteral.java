// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.numpy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the few Python literals that a NumPy header is made of. */
final class PythonLiteral {
    private static final int MAX_DEPTH = 8;

    private final String text;
    private int position;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /**
     * Parses a dictionary with strings as keys. Strings become {@link String}, {@code True} and {@code False}
     * {@link Boolean}, whole numbers {@link Long}, tuples and lists {@link List}.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    static Map<String, Object> parseDictionary(String text) {
        PythonLiteral literal = new PythonLiteral(text);
        Map<String, Object> dictionary = literal.dictionary();
        literal.skipSpace();
        if (literal.position < text.length()) {
            throw literal.unexpected("the end");
        }
        return dictionary;
    }

    private Map<String, Object> dictionary() {
        Map<String, Object> entries = new LinkedHashMap<>();
        require('{');
        while (!accept('}')) {
            String key = string();
            require(':');
            if (entries.put(key, value(0)) != null) {
                throw new IllegalArgumentException("its header has '%s' twice".formatted(key));
            }
            if (!accept(',')) {
                require('}');
                break;
            }
        }
        return entries;
    }

    private Object value(int depth) {
        skipSpace();
        char next = peek();
        if (next == '\'' || next == '"') {
            return string();
        }
        if (next == '(' || next == '[') {
            return sequence(next == '(' ? ')' : ']', depth);
        }
        if (text.startsWith("True", position)) {
            position += 4;
            return true;
        }
        if (text.startsWith("False", position)) {
            position += 5;
            return false;
        }
        return number();
    }

    private List<Object> sequence(char end, int depth) {
        if (depth == MAX_DEPTH) {
            throw unexpected("at most %d levels of parentheses".formatted(MAX_DEPTH));
        }
        List<Object> elements = new ArrayList<>();
        position++;
        while (!accept(end)) {
            elements.add(value(depth + 1));
            if (!accept(',')) {
                require(end);
                break;
            }
        }
        return elements;
    }

    private String string() {
        skipSpace();
        char quote = peek();
        int end = quote == '\'' || quote == '"' ? text.indexOf(quote, position + 1) : -1;
        if (end < 0) {
            throw unexpected("a string");
        }
        String string = text.substring(position + 1, end);
        position = end + 1;
        return string;
    }

    /** Reads a whole number; old versions of NumPy wrote an L after it. */
    private Long number() {
        int start = position;
        if (peek() == '-') {
            position++;
        }
        while (Character.digit(peek(), 10) >= 0) {
            position++;
        }
        String digits = text.substring(start, position);
        if (peek() == 'L') {
            position++;
        }
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            position = start;
            throw unexpected("a whole number below 2^63");
        }
    }

    private boolean accept(char expected) {
        skipSpace();
        if (peek() == expected) {
            position++;
            return true;
        }
        return false;
    }

    private void require(char expected) {
        if (!accept(expected)) {
            throw unexpected("'%s'".formatted(expected));
        }
    }

    private void skipSpace() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    /** Returns the next character; 0 at the end. */
    private char peek() {
        return position < text.length() ? text.charAt(position) : 0;
    }

    private IllegalArgumentException unexpected(String expected) {
        return new IllegalArgumentException(
                "its header is not as expected: at character %d, expected %s".formatted(position, expected));
    }
}
