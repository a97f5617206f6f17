// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.configuration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mish4j.ModelFormatException;
import org.mish4j.UnsupportedOperatorException;

/** A section of a configuration, and access to its settings that checks them. */
public final class Section {
    private static final Pattern INTEGER = Pattern.compile("([+-]?\\d+)(\\.\\d*)?([#;].*)?");
    private static final Pattern COMMENT = Pattern.compile("[#;].*");

    private final String file;
    private final String name;
    private final int line;
    private final Map<String, Setting> settings;
    private final Set<String> known = new HashSet<>();

    Section(String file, String name, int line, Map<String, Setting> settings) {
        this.file = file;
        this.name = name;
        this.line = line;
        this.settings = settings;
    }

    /** Returns the name, without brackets. */
    public String name() {
        return name;
    }

    /** Returns the number of the line with the name. */
    int line() {
        return line;
    }

    /** Returns file and line, in the form {@code FILE:LINE}. */
    String place() {
        return "%s:%d".formatted(file, line);
    }

    /** Tells whether there is a value for a key. */
    public boolean has(String key) {
        known.add(key);
        return settings.containsKey(key);
    }

    /** Returns the value of a key, or another where there is none. */
    public String text(String key, String missing) {
        Setting setting = find(key);
        return setting == null ? missing : setting.value();
    }

    /**
     * Returns a whole number. A fraction is cut off, and a comment behind the number is passed over.
     *
     * @throws ModelFormatException if it is none, or out of bounds
     */
    public int integer(String key, int missing, int least, int largest) {
        Setting setting = find(key);
        return setting == null ? missing : parse(key, setting, setting.value(), least, largest);
    }

    /** Returns a whole number of at least 1. */
    public int count(String key, int missing) {
        return integer(key, missing, 1, Integer.MAX_VALUE);
    }

    /** Tells whether a whole number is another than 0. */
    public boolean flag(String key) {
        return integer(key, 0, Integer.MIN_VALUE, Integer.MAX_VALUE) != 0;
    }

    /** Returns a finite number. */
    public float number(String key, float missing) {
        Setting setting = find(key);
        if (setting == null) {
            return missing;
        }
        try {
            float number = Float.parseFloat(COMMENT.matcher(setting.value()).replaceFirst(""));
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException _) {
            // The text below names the value.
        }
        throw malformed(setting.line(), "%s is '%s', expected a number".formatted(key, setting.value()));
    }

    /** Returns the whole numbers of a list with commas; empty where there is none. */
    public Optional<List<Integer>> integers(String key) {
        Setting setting = find(key);
        if (setting == null) {
            return Optional.empty();
        }
        List<Integer> numbers = new ArrayList<>();
        for (String number : setting.value().split(",", -1)) {
            numbers.add(parse(key, setting, number, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        return Optional.of(List.copyOf(numbers));
    }

    /** Checks that settings which change what the section computes are missing or 0. */
    public void requireUnset(String... keys) {
        for (String key : keys) {
            if (number(key, 0) != 0) {
                throw unsupported("%s=%s".formatted(key, text(key, "")));
            }
        }
    }

    /** Returns the keys that nobody asked for. */
    Set<String> unknownKeys() {
        Set<String> keys = new HashSet<>(settings.keySet());
        keys.removeAll(known);
        return keys;
    }

    private @Nullable Setting find(String key) {
        known.add(key);
        return settings.get(key);
    }

    private int parse(String key, Setting setting, String text, int least, int largest) {
        Matcher matcher = INTEGER.matcher(text);
        try {
            int number = Integer.parseInt(matcher.matches() ? matcher.group(1) : "");
            if (number >= least && number <= largest) {
                return number;
            }
        } catch (NumberFormatException _) {
            // The text below names the value.
        }
        throw malformed(
                setting.line(),
                "%s is '%s', expected a whole number from %d to %d".formatted(key, setting.value(), least, largest));
    }

    /** Returns the error that the section contradicts itself or others. */
    public ModelFormatException malformed(String text) {
        return malformed(line, text);
    }

    /** Returns the error that the value of a key contradicts something. */
    public ModelFormatException malformedSetting(String key, String text) {
        Setting setting = settings.get(key);
        return malformed(setting == null ? line : setting.line(), text);
    }

    /** Returns the error that mish4j does not have this kind of section; the reason may be empty. */
    public UnsupportedOperatorException unsupported(String reason) {
        return UnsupportedOperatorException.ofSection(name, place(), reason);
    }

    private ModelFormatException malformed(int where, String text) {
        return new ModelFormatException("%s:%d: [%s] %s".formatted(file, where, name, text));
    }
}
