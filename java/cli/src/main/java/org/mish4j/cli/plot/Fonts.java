// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;

/** The fonts of the pictures. */
public final class Fonts {
    private Fonts() {}

    /** Returns the font of plain text. */
    public static Font plain(int size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, size);
    }

    /** Returns the font of titles. */
    public static Font bold(int size) {
        return new Font(Font.SANS_SERIF, Font.BOLD, size);
    }

    /** Returns how wide a text is. */
    static double width(Graphics2D graphics, Font font, String text) {
        return font.getStringBounds(text, graphics.getFontRenderContext()).getWidth();
    }

    /** Draws a text as outlines, which need no font where the picture is shown. */
    static void draw(Graphics2D graphics, Font font, String text, double left, double baseline) {
        graphics.fill(font.createGlyphVector(graphics.getFontRenderContext(), text)
                .getOutline((float) left, (float) baseline));
    }

    /** Draws a text that ends at a place, as {@link #draw} does. */
    static void drawLeftOf(Graphics2D graphics, Font font, String text, double right, double baseline) {
        draw(graphics, font, text, right - width(graphics, font, text), baseline);
    }

    /**
     * Checks that the system has a font.
     *
     * @throws IllegalStateException if it has none, or nothing that draws it
     */
    static void require() {
        try {
            plain(12).getStringBounds("x", new FontRenderContext(null, true, true));
        } catch (RuntimeException | InternalError | LinkageError e) {
            throw new IllegalStateException(
                    "there is no font to write with: %s; Debian's packages fontconfig and fonts-dejavu-core have some"
                            .formatted(e.getMessage()),
                    e);
        }
    }
}
