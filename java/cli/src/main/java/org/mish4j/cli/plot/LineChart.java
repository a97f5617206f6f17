// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves of functions of x, with axes and a legend. */
public final class LineChart implements Picture {
    private static final Color GRID = new Color(0xE2E2E2);
    private static final Color FRAME = new Color(0x808080);
    private static final Color TEXT = new Color(0x202020);
    private static final int DOT = 11;
    private static final int TEXT_SIZE = 19;
    private static final double PLOT_SHARE = 0.98; // at 1, XChart leaves out the ticks at the ends
    private static final double ROOM = 0.05;
    private static final double LEAST_HEIGHT = 1e-3;

    private final PlotSize size;
    private final String title;
    private final String verticalTitle;
    private final PlotRange range;
    private final List<Curve> curves;
    private final @Nullable MarkedPoint marked;

    LineChart(
            PlotSize size,
            String title,
            String verticalTitle,
            PlotRange range,
            List<Curve> curves,
            @Nullable MarkedPoint marked) {
        this.size = size;
        this.title = title;
        this.verticalTitle = verticalTitle;
        this.range = range;
        this.curves = List.copyOf(curves);
        this.marked = marked;
    }

    /** Returns the curves, in the order of the legend. */
    public List<Curve> curves() {
        return curves;
    }

    @Override
    public int width() {
        return size.width();
    }

    @Override
    public int height() {
        return size.height();
    }

    @Override
    public void paint(Graphics2D graphics) {
        double scale = size.scale();
        int width = (int) Math.ceil(size.width() / scale);
        int height = (int) Math.ceil(size.height() / scale);
        AffineTransform before = graphics.getTransform();
        graphics.scale(scale, scale);
        XYChart frame = frame();
        frame.paint(graphics, width, height);
        Shape clip = graphics.getClip();
        graphics.clip(plotArea(frame));
        for (int line = curves.size() - 1; line >= 0; line--) {
            graphics.setColor(LineStyles.color(line));
            graphics.setStroke(LineStyles.stroke(line));
            graphics.draw(path(frame, curves.get(line)));
        }
        if (marked != null) {
            mark(graphics, frame, marked);
        }
        graphics.setClip(clip);
        graphics.setTransform(before);
    }

    /**
     * Returns the chart without its curves, which XChart would draw in pieces that break the dashes. Curves of
     * gaps stand for them in the legend.
     */
    private XYChart frame() {
        XYChart chart = new XYChart(size.width(), size.height());
        chart.setTitle(title);
        chart.setXAxisTitle("x");
        chart.setYAxisTitle(verticalTitle);
        style(chart.getStyler());
        // At equal steps, XChart would choose its ticks from these numbers
        double[] unequalSteps = {range.from(), range.from() + range.length() / 3, range.to()};
        double[] gaps = {Double.NaN, Double.NaN, Double.NaN};
        for (int line = 0; line < curves.size(); line++) {
            Curve curve = curves.get(line);
            XYSeries series = chart.addSeries(curve.name(), unequalSteps, gaps);
            series.setMarker(SeriesMarkers.NONE);
            series.setLineColor(LineStyles.color(line));
            series.setLineStyle(LineStyles.stroke(line));
        }
        return chart;
    }

    private Rectangle2D plotArea(XYChart frame) {
        double left = frame.getScreenXFromChart(range.from());
        double top = frame.getScreenYFromChart(frame.getStyler().getYAxisMax());
        double right = frame.getScreenXFromChart(range.to());
        double bottom = frame.getScreenYFromChart(frame.getStyler().getYAxisMin());
        return new Rectangle2D.Double(left, top, right - left, bottom - top);
    }

    private static Path2D path(XYChart frame, Curve curve) {
        double[] x = curve.x();
        double[] y = curve.y();
        Path2D path = new Path2D.Double();
        path.moveTo(frame.getScreenXFromChart(x[0]), frame.getScreenYFromChart(y[0]));
        for (int point = 1; point < x.length; point++) {
            path.lineTo(frame.getScreenXFromChart(x[point]), frame.getScreenYFromChart(y[point]));
        }
        return path;
    }

    /** Draws a dot, and its text below it, moved sideways where it would leave the plot. */
    private void mark(Graphics2D graphics, XYChart frame, MarkedPoint point) {
        double x = frame.getScreenXFromChart(point.x());
        double y = frame.getScreenYFromChart(point.y());
        graphics.setColor(TEXT);
        graphics.fill(new Ellipse2D.Double(x - DOT / 2.0, y - DOT / 2.0, DOT, DOT));
        Font font = Fonts.plain(TEXT_SIZE);
        Rectangle2D area = plotArea(frame);
        double width = Fonts.width(graphics, font, point.text());
        double left = Math.min(Math.max(x - width / 2, area.getMinX() + DOT), area.getMaxX() - DOT - width);
        Fonts.draw(graphics, font, point.text(), left, y + 2.0 * TEXT_SIZE);
    }

    private void style(XYStyler styler) {
        styler.setLocale(Locale.ROOT);
        styler.setXAxisMin(range.from());
        styler.setXAxisMax(range.to());
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartFontColor(TEXT);
        styler.setChartPadding(16);
        styler.setChartTitleFont(Fonts.bold(24));
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitlePadding(12);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderColor(FRAME);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotMargin(0);
        styler.setPlotContentSize(PLOT_SHARE);
        styler.setAxisTicksLineVisible(false);
        styler.setAxisTickPadding(8);
        styler.setAxisTitlePadding(14);
        styler.setAxisTitleFont(Fonts.plain(22));
        styler.setAxisTickLabelsFont(Fonts.plain(TEXT_SIZE));
        styler.setAxisTickMarksColor(FRAME);
        styler.setAxisTickLabelsColor(TEXT);
        styler.setXAxisTickMarkSpacingHint(110);
        styler.setYAxisTickMarkSpacingHint(70);
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setLegendFont(Fonts.plain(TEXT_SIZE));
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendSeriesLineLength(48);
        styler.setLegendPadding(12);
        setVerticalRange(styler);
    }

    /** Leaves some room above and below the curves, and enough for the text below the marked point. */
    private void setVerticalRange(XYStyler styler) {
        double least = curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.y()))
                .min()
                .orElseThrow();
        double largest = curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.y()))
                .max()
                .orElseThrow();
        double room = ROOM * Math.max(largest - least, LEAST_HEIGHT);
        styler.setYAxisMin(least - (marked == null ? room : 2 * room));
        styler.setYAxisMax(largest + room);
    }
}
