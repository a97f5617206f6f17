// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.plot;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/** The files that a picture can be written to. */
public enum PictureFormat {
    /** Pixels. */
    PNG {
        @Override
        void encode(Picture picture, OutputStream stream) throws IOException {
            ImageIO.setUseCache(false);
            if (!ImageIO.write(pixels(picture), "png", stream)) {
                throw new IOException("this Java runtime can't write PNG files");
            }
        }
    },

    /** Lines and areas; letters are outlines, so that they look the same everywhere. */
    SVG {
        @Override
        void encode(Picture picture, OutputStream stream) throws IOException {
            VectorGraphics2D graphics = new VectorGraphics2D();
            picture.paint(graphics);
            new SVGProcessor()
                    .getDocument(graphics.getCommands(), new PageSize(0, 0, picture.width(), picture.height()))
                    .writeTo(stream);
        }
    };

    abstract void encode(Picture picture, OutputStream stream) throws IOException;

    /**
     * Returns the format that a file's ending names, in capital letters or small ones.
     *
     * @throws IllegalArgumentException if it names none
     */
    public static PictureFormat of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        for (PictureFormat format : values()) {
            if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
                return format;
            }
        }
        throw new IllegalArgumentException(
                "'%s' is not a name for a picture, expected the ending .png or .svg".formatted(file));
    }

    /** Writes a picture, without a display. The stream stays open. */
    public void write(Picture picture, OutputStream stream) throws IOException {
        System.setProperty("java.awt.headless", "true");
        Fonts.require();
        encode(picture, stream);
    }

    private static BufferedImage pixels(Picture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        picture.paint(graphics);
        graphics.dispose();
        return image;
    }
}
