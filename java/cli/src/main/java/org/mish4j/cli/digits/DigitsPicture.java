// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.digits;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A picture of all images with the answers below them. A wrong answer is red, the true digit stands behind it in
 * parentheses, and the image has a red frame.
 */
public final class DigitsPicture {
    private static final int COLUMNS = 24;
    private static final int PIXEL = 6;
    private static final int IMAGE = DigitSamples.SIDE * PIXEL;
    private static final int CELL_WIDTH = IMAGE + 14;
    private static final int CELL_HEIGHT = IMAGE + 34;
    private static final int MARGIN = 28;
    private static final int TITLE_HEIGHT = 64;
    private static final int FRAME = 4;
    private static final int TITLE_SCALE = 3;
    private static final int TEXT_SCALE = 2;

    private static final Color BACKGROUND = new Color(0xF4F1EA);
    private static final Color TEXT = new Color(0x24303C);
    private static final Color QUIET = new Color(0x6B7780);
    private static final Color WRONG = new Color(0xD3202A);
    private static final Color PAPER = new Color(0xFFFFFF);
    private static final Color INK = new Color(0x1B2A4A);

    private final DigitSamples samples;
    private final List<Integer> answers;
    private final PixelFont font;

    private DigitsPicture(DigitSamples samples, List<Integer> answers, PixelFont font) {
        this.samples = samples;
        this.answers = answers;
        this.font = font;
    }

    /** Writes the picture as PNG. */
    public static void write(DigitSamples samples, List<Integer> answers, OutputStream stream) throws IOException {
        System.setProperty("java.awt.headless", "true");
        ImageIO.setUseCache(false);
        BufferedImage image = new DigitsPicture(samples, answers, PixelFont.load()).draw();
        if (!ImageIO.write(image, "png", stream)) {
            throw new IOException("this Java runtime can't write PNG files");
        }
    }

    private BufferedImage draw() {
        int rows = Math.ceilDiv(samples.size(), COLUMNS);
        BufferedImage image = new BufferedImage(
                2 * MARGIN + COLUMNS * CELL_WIDTH,
                2 * MARGIN + TITLE_HEIGHT + rows * CELL_HEIGHT,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(BACKGROUND);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        drawTitle(graphics, image.getWidth());
        for (int sample = 0; sample < samples.size(); sample++) {
            int x = MARGIN + sample % COLUMNS * CELL_WIDTH;
            int y = MARGIN + TITLE_HEIGHT + sample / COLUMNS * CELL_HEIGHT;
            drawCell(graphics, sample, x, y);
        }
        graphics.dispose();
        return image;
    }

    private void drawTitle(Graphics2D graphics, int width) {
        String title = "%d OF %d DIGITS RECOGNISED".formatted(samples.countCorrect(answers), samples.size());
        graphics.setColor(TEXT);
        font.draw(graphics, title, MARGIN + 7, MARGIN + 4, TITLE_SCALE);
        String legend = "RED: WRONG ANSWER (TRUE DIGIT)";
        graphics.setColor(QUIET);
        int legendX = width - MARGIN - 7 - PixelFont.width(legend, TEXT_SCALE);
        font.draw(graphics, legend, legendX, MARGIN + 4 + (TITLE_SCALE - TEXT_SCALE) * PixelFont.HEIGHT, TEXT_SCALE);
    }

    private void drawCell(Graphics2D graphics, int sample, int x, int y) {
        int left = x + (CELL_WIDTH - IMAGE) / 2;
        boolean right = answers.get(sample) == samples.label(sample);
        if (!right) {
            graphics.setColor(WRONG);
            graphics.fillRect(left - FRAME, y - FRAME, IMAGE + 2 * FRAME, IMAGE + 2 * FRAME);
        }
        drawImage(graphics, samples.image(sample), left, y);
        String text = right
                ? "%d".formatted(answers.get(sample))
                : "%d(%d)".formatted(answers.get(sample), samples.label(sample));
        graphics.setColor(right ? TEXT : WRONG);
        int textX = x + (CELL_WIDTH - PixelFont.width(text, TEXT_SCALE)) / 2;
        font.draw(graphics, text, textX, y + IMAGE + 7, TEXT_SCALE);
    }

    private static void drawImage(Graphics2D graphics, float[] image, int left, int top) {
        for (int pixel = 0; pixel < image.length; pixel++) {
            graphics.setColor(mix(image[pixel]));
            int column = pixel % DigitSamples.SIDE;
            int row = pixel / DigitSamples.SIDE;
            graphics.fillRect(left + column * PIXEL, top + row * PIXEL, PIXEL, PIXEL);
        }
    }

    private static Color mix(float ink) {
        return new Color(
                mix(PAPER.getRed(), INK.getRed(), ink),
                mix(PAPER.getGreen(), INK.getGreen(), ink),
                mix(PAPER.getBlue(), INK.getBlue(), ink));
    }

    private static int mix(int paper, int ink, float amount) {
        return Math.round(paper + (ink - paper) * amount);
    }
}
