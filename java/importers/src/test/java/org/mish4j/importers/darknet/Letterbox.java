// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A picture scaled to fit a square, bilinear with half-pixel centres, in its middle, on grey.
 *
 * @param picture RGB
 * @param side of the square
 */
record Letterbox(BufferedImage picture, int side) {
    private static final float GREY = 0.5f;

    private double scale() {
        return Math.min(side / (double) picture.getWidth(), side / (double) picture.getHeight());
    }

    private int width() {
        return (int) Math.rint(picture.getWidth() * scale());
    }

    private int height() {
        return (int) Math.rint(picture.getHeight() * scale());
    }

    /** Returns the square, {@code [3, side, side]}, 0 to 1. */
    float[] values() {
        float[] values = new float[3 * side * side];
        Arrays.fill(values, GREY);
        int left = (side - width()) / 2;
        int top = (side - height()) / 2;
        for (int channel = 0; channel < 3; channel++) {
            for (int row = 0; row < height(); row++) {
                for (int column = 0; column < width(); column++) {
                    values[(channel * side + top + row) * side + left + column] = (float) sample(channel, row, column);
                }
            }
        }
        return values;
    }

    private double sample(int channel, int row, int column) {
        double y = Math.max(0, (row + 0.5) * picture.getHeight() / height() - 0.5);
        double x = Math.max(0, (column + 0.5) * picture.getWidth() / width() - 0.5);
        double upper = mix(channel, (int) y, x);
        double lower = mix(channel, Math.min((int) y + 1, picture.getHeight() - 1), x);
        return upper + (y - (int) y) * (lower - upper);
    }

    private double mix(int channel, int row, double x) {
        double left = pixel(channel, row, (int) x);
        double right = pixel(channel, row, Math.min((int) x + 1, picture.getWidth() - 1));
        return left + (x - (int) x) * (right - left);
    }

    private double pixel(int channel, int row, int column) {
        return (picture.getRGB(column, row) >> (16 - 8 * channel) & 0xff) / 255.0;
    }

    /** Returns a box of the square in pixels of the picture. */
    Detection inPicture(Detection box) {
        double left = (side - width()) / 2;
        double top = (side - height()) / 2;
        return new Detection(
                box.category(),
                box.score(),
                Math.clamp((box.left() - left) / scale(), 0, picture.getWidth()),
                Math.clamp((box.top() - top) / scale(), 0, picture.getHeight()),
                Math.clamp((box.right() - left) / scale(), 0, picture.getWidth()),
                Math.clamp((box.bottom() - top) / scale(), 0, picture.getHeight()));
    }
}
