// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.configuration;

import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mish4j.ModelFormatException;
import org.mish4j.importers.files.MappedFiles;

/**
 * A .cfg file: sections, each of a {@code [name]} line and {@code key=value} lines. Spaces mean nothing, and a line that
 * begins with {@code #} or {@code ;} is a comment. Of a key that a section has twice the first value counts; a key without
 * a value is left out. A byte order mark of UTF-8 at the beginning is passed over.
 *
 * @param network the first section, {@code [net]}
 * @param layers the sections after it, in the order in which others refer to them, from 0 on
 */
public record Configuration(Section network, List<Section> layers) {
    private static final System.Logger LOGGER = System.getLogger(Configuration.class.getName());
    private static final int MAX_BYTES = 4 << 20;

    /** The bytes EF BB BF, each taken for a character. */
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    /**
     * Reads a file.
     *
     * @throws ModelFormatException if it is not such a file
     * @throws java.io.UncheckedIOException if it can't be read
     */
    public static Configuration read(Path file) {
        return new Parser(file).parse(text(file));
    }

    private static String text(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment content = MappedFiles.map(file, arena);
            if (content.byteSize() > MAX_BYTES) {
                throw new ModelFormatException("%s: has %d bytes, expected a Darknet configuration of at most %d"
                        .formatted(file, content.byteSize(), MAX_BYTES));
            }
            String text = new String(content.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        }
    }

    private static final class Parser {
        private final Path file;
        private final List<Section> sections = new ArrayList<>();
        private @Nullable String name;
        private int nameLine;
        private Map<String, Setting> settings = new LinkedHashMap<>();

        Parser(Path file) {
            this.file = file;
        }

        Configuration parse(String text) {
            int number = 0;
            for (String line : text.lines().toList()) {
                number++;
                String content = content(line);
                if (content.startsWith("[")) {
                    startSection(number, content);
                } else if (!content.isEmpty()) {
                    addSetting(number, content);
                }
            }
            endSection();
            if (sections.isEmpty()) {
                throw new ModelFormatException("%s: has no section, expected [net] first".formatted(file));
            }
            requireOneNetwork();
            return new Configuration(sections.getFirst(), List.copyOf(sections.subList(1, sections.size())));
        }

        /** Returns a line without spaces; nothing if it is a comment. */
        private static String content(String line) {
            StringBuilder content = new StringBuilder();
            line.chars().filter(letter -> !Character.isWhitespace(letter)).forEach(content::appendCodePoint);
            boolean comment = !content.isEmpty() && (content.charAt(0) == '#' || content.charAt(0) == ';');
            return comment ? "" : content.toString();
        }

        private void startSection(int line, String content) {
            if (!content.endsWith("]") || content.length() < 3) {
                throw malformed(line, "expected a section's name such as [net], found '%s'".formatted(content));
            }
            endSection();
            name = content.substring(1, content.length() - 1);
            nameLine = line;
        }

        private void endSection() {
            if (name != null) {
                sections.add(new Section(file.toString(), name, nameLine, settings));
                settings = new LinkedHashMap<>();
            }
        }

        private void addSetting(int line, String content) {
            int sign = content.indexOf('=');
            if (sign < 1) {
                throw malformed(line, "expected key=value, found '%s'".formatted(content));
            }
            if (name == null) {
                throw malformed(line, "'%s' stands before the first section, expected [net]".formatted(content));
            }
            String key = content.substring(0, sign);
            String value = content.substring(sign + 1);
            if (value.isEmpty()) {
                logIgnored(line, "'%s' has no value".formatted(key));
                return;
            }
            Setting first = settings.putIfAbsent(key, new Setting(value, line));
            if (first != null && !first.value().equals(value)) {
                logIgnored(line, "'%s=%s' stands in line %d already".formatted(key, first.value(), first.line()));
            }
        }

        private void logIgnored(int line, String reason) {
            LOGGER.log(Level.WARNING, () -> "%s:%d: is not used, [%s] %s".formatted(file, line, name, reason));
        }

        private void requireOneNetwork() {
            Section first = sections.getFirst();
            if (!isNetwork(first)) {
                throw first.malformed("is the first section, expected [net]");
            }
            for (Section section : sections.subList(1, sections.size())) {
                if (isNetwork(section)) {
                    throw section.malformed("stands in line %d already".formatted(first.line()));
                }
            }
        }

        private static boolean isNetwork(Section section) {
            return section.name().equals("net") || section.name().equals("network");
        }

        private ModelFormatException malformed(int line, String text) {
            return new ModelFormatException("%s:%d: %s".formatted(file, line, text));
        }
    }
}
