// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.plot;

import java.awt.Color;
import java.util.List;

/**
 * Colours of numbers from 0 to 1: dark blue to yellow, lighter with every step, so that they differ for the colour-blind
 * and on grey prints. The stops are those of viridis (S. van der Walt, N. Smith, 2015; in the public domain).
 */
final class ColorMap {
    private static final List<Color> STOPS = List.of(
            new Color(0x440154),
            new Color(0x472D7B),
            new Color(0x3B528B),
            new Color(0x2C728E),
            new Color(0x21918C),
            new Color(0x28AE80),
            new Color(0x5EC962),
            new Color(0xADDC30),
            new Color(0xFDE725));

    private ColorMap() {}

    /** Returns the colour of a number, darkened to a share of its light, as red, green and blue bytes. */
    static int rgb(double number, double light) {
        double place = Math.clamp(number, 0, 1) * (STOPS.size() - 1);
        int stop = Math.min((int) place, STOPS.size() - 2);
        double share = place - stop;
        Color from = STOPS.get(stop);
        Color to = STOPS.get(stop + 1);
        return mix(from.getRed(), to.getRed(), share, light) << 16
                | mix(from.getGreen(), to.getGreen(), share, light) << 8
                | mix(from.getBlue(), to.getBlue(), share, light);
    }

    private static int mix(int from, int to, double share, double light) {
        return (int) Math.round((from + (to - from) * share) * light);
    }
}
