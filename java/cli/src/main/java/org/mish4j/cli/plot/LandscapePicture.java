// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** Landscapes beside each other as heat maps with contour lines, each from its own lowest to its own highest output. */
public final class LandscapePicture implements Picture {
    private static final int COLUMNS = 4;
    private static final int BANDS = 20;
    private static final double LIGHT_OF_CONTOURS = 0.4;
    private static final Color TEXT = new Color(0x202020);
    private static final Color FRAME = new Color(0x808080);

    private final String title;
    private final PlotRange range;
    private final List<Landscape> landscapes;
    private final int side;
    private final int unit;
    private final int columns;
    private final int rows;

    /**
     * Makes the picture.
     *
     * @param landscapes at least one, all with as many points on a side, each of which is a pixel
     */
    public LandscapePicture(String title, PlotRange range, List<Landscape> landscapes) {
        this.title = title;
        this.range = range;
        this.landscapes = List.copyOf(landscapes);
        this.side = landscapes.getFirst().side();
        this.unit = Math.max(1, side / 60);
        this.columns = Math.min(COLUMNS, landscapes.size());
        this.rows = Math.ceilDiv(landscapes.size(), columns);
    }

    @Override
    public int width() {
        return left(columns) + 18 * unit;
    }

    @Override
    public int height() {
        return top(rows) - 3 * unit;
    }

    private int left(int column) {
        return 9 * unit + column * (side + 4 * unit);
    }

    private int top(int row) {
        return 16 * unit + row * (side + 17 * unit);
    }

    @Override
    public void paint(Graphics2D graphics) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width(), height());
        graphics.setColor(TEXT);
        Fonts.draw(graphics, Fonts.bold(4 * unit), title, left(0), 6 * unit);
        for (int index = 0; index < landscapes.size(); index++) {
            paint(graphics, landscapes.get(index), index % columns, index / columns);
        }
        paintScale(graphics);
    }

    private void paint(Graphics2D graphics, Landscape landscape, int column, int row) {
        int left = left(column);
        int top = top(row);
        graphics.drawImage(heatMap(landscape), left, top, null);
        frame(graphics, left, top, side);
        Font plain = Fonts.plain(3 * unit);
        String bounds = String.format(Locale.ROOT, "%.3g to %.3g", landscape.lowest(), landscape.highest());
        Fonts.draw(graphics, Fonts.bold(4 * unit), landscape.name(), left, top - 2 * unit);
        Fonts.drawLeftOf(graphics, plain, bounds, left + side, top - 2 * unit);
        Fonts.draw(graphics, plain, number(range.from()), left, top + side + 4 * unit);
        Fonts.drawLeftOf(graphics, plain, number(range.to()), left + side, top + side + 4 * unit);
        if (column == 0) {
            Fonts.drawLeftOf(graphics, plain, number(range.to()), left - unit, top + 3 * unit);
            Fonts.drawLeftOf(graphics, plain, number(range.from()), left - unit, top + side);
        }
    }

    private BufferedImage heatMap(Landscape landscape) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double light = isOnContour(landscape, x, y) ? LIGHT_OF_CONTOURS : 1;
                image.setRGB(x, side - 1 - y, ColorMap.rgb(landscape.share(x, y), light));
            }
        }
        return image;
    }

    private boolean isOnContour(Landscape landscape, int x, int y) {
        int band = landscape.band(x, y, BANDS);
        return band != landscape.band(Math.min(x + 1, side - 1), y, BANDS)
                || band != landscape.band(x, Math.min(y + 1, side - 1), BANDS);
    }

    private void paintScale(Graphics2D graphics) {
        int left = left(columns);
        int top = top(0);
        int width = 3 * unit;
        for (int y = 0; y < side; y++) {
            graphics.setColor(new Color(ColorMap.rgb(1 - y / (side - 1.0), 1)));
            graphics.fillRect(left, top + y, width, 1);
        }
        frame(graphics, left, top, width);
        Font plain = Fonts.plain(3 * unit);
        Fonts.draw(graphics, plain, "highest", left + width + unit, top + 3 * unit);
        Fonts.draw(graphics, plain, "lowest", left + width + unit, top + side);
    }

    private void frame(Graphics2D graphics, int left, int top, int width) {
        graphics.setColor(FRAME);
        graphics.setStroke(new BasicStroke(1));
        graphics.drawRect(left, top, width, side);
        graphics.setColor(TEXT);
    }

    private static String number(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
