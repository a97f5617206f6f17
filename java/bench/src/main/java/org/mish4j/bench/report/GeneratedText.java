// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Parts of a Markdown file that are written by a program, between two comments that name what they are made of. */
public final class GeneratedText {
    private static final String BEGIN = "<!-- written by bench-suite from %s -->\n";
    private static final String END = "<!-- end of what is written from %s -->\n";

    private GeneratedText() {}

    /**
     * Returns the text with another part.
     *
     * @param source what the part is made of
     * @throws IllegalArgumentException if the text does not have the comments for this source, in their order
     */
    public static String replace(String text, String source, String part) {
        String begin = BEGIN.formatted(source);
        int start = text.indexOf(begin);
        int end = text.indexOf(END.formatted(source));
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("there is no place for what is written from '%s', expected '%s' and '%s'"
                    .formatted(source, begin.strip(), END.formatted(source).strip()));
        }
        return text.substring(0, start + begin.length()) + "\n" + part + "\n" + text.substring(end);
    }

    /**
     * Writes a report's summary into the file README.md beside its folder, if there is one with a place for it.
     *
     * @return whether it was written
     */
    public static boolean update(Path folder, Report report) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        String name = String.valueOf(absolute.getFileName());
        Path file = absolute.resolveSibling("README.md");
        if (!Files.isRegularFile(file)) {
            return false;
        }
        String text = Files.readString(file);
        if (!text.contains(BEGIN.formatted(name))) {
            return false;
        }
        Files.writeString(file, replace(text, name, report.summary(name)));
        return true;
    }
}
