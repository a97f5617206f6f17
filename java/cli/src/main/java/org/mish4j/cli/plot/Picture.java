// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.plot;

import java.awt.Graphics2D;

/** Something that can be drawn. */
public interface Picture {
    /** Returns the width in pixels. */
    int width();

    /** Returns the height in pixels. */
    int height();

    /** Draws the whole picture, its background included. */
    void paint(Graphics2D graphics);
}
