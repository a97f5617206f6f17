// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;

/**
 * Colours and dashes of the lines of a chart. The colours are those that M. Okabe and K. Ito chose for people who are
 * colour-blind ("Color Universal Design", 2008), without the yellow, which is hard to see on white.
 */
public final class LineStyles {
    private static final List<Color> COLORS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0x000000),
            new Color(0xE69F00),
            new Color(0xCC79A7),
            new Color(0x56B4E9));
    private static final List<float[]> DASHES =
            List.of(new float[] {1, 0}, new float[] {12, 6}, new float[] {3, 5}, new float[] {14, 5, 3, 5});
    private static final float FIRST_WIDTH = 4.5f;
    private static final float WIDTH = 3;

    private LineStyles() {}

    /** Returns the colour of a line, counted from 0. */
    public static Color color(int line) {
        return COLORS.get(line % COLORS.size());
    }

    /** Returns the stroke of a line; the first one is solid, and wider than the others. */
    static BasicStroke stroke(int line) {
        float width = line == 0 ? FIRST_WIDTH : WIDTH;
        int dash = line % DASHES.size();
        return dash == 0
                ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, DASHES.get(dash), 0);
    }
}
