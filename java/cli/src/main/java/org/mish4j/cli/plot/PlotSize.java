// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.plot;

/**
 * The size of a picture in pixels.
 *
 * @param width from left to right
 * @param height from top to bottom
 */
public record PlotSize(int width, int height) {
    private static final int LEAST = 200;
    private static final int MOST = 10_000;
    private static final int USUAL_WIDTH = 1200;
    private static final int USUAL_HEIGHT = 800;

    /** Checks that labels fit in, and that the memory suffices. */
    public PlotSize {
        if (width < LEAST || width > MOST || height < LEAST || height > MOST) {
            throw new IllegalArgumentException("a picture of %d x %d pixels can't be drawn, expected %d to %d each way"
                    .formatted(width, height, LEAST, MOST));
        }
    }

    /** Returns by how much letters and lines are larger than in a picture of the usual size. */
    double scale() {
        return Math.min((double) width / USUAL_WIDTH, (double) height / USUAL_HEIGHT);
    }
}
