// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.digits;

import java.awt.Graphics2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Letters of 5 by 7 pixels: digits, capitals and some punctuation. Needs no fonts of the system. */
final class PixelFont {
    static final int HEIGHT = 7;
    private static final int WIDTH = 5;
    private static final int ADVANCE = WIDTH + 1;

    private final Map<Character, List<String>> glyphs = new HashMap<>();

    private PixelFont(Iterator<String> lines) {
        while (lines.hasNext()) {
            char character = lines.next().charAt(0);
            String[] rows = new String[HEIGHT];
            for (int row = 0; row < HEIGHT; row++) {
                rows[row] = lines.next();
            }
            glyphs.put(character, List.of(rows));
        }
    }

    static PixelFont load() throws IOException {
        try (InputStream stream = Objects.requireNonNull(PixelFont.class.getResourceAsStream("pixel-font.txt"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
            return new PixelFont(reader.lines().skip(1).iterator());
        }
    }

    /** Returns the width of a text in pixels, at a scale. */
    static int width(String text, int scale) {
        return (text.length() * ADVANCE - 1) * scale;
    }

    /** Draws a text whose top left corner is at x and y; what the font lacks is left blank. */
    void draw(Graphics2D graphics, String text, int x, int y, int scale) {
        for (int index = 0; index < text.length(); index++) {
            List<String> rows = glyphs.getOrDefault(text.charAt(index), List.of());
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < WIDTH; column++) {
                    if (rows.get(row).charAt(column) == '#') {
                        graphics.fillRect(x + (index * ADVANCE + column) * scale, y + row * scale, scale, scale);
                    }
                }
            }
        }
    }
}
