// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.mish4j.cli.plot.Fonts;
import org.mish4j.cli.plot.Picture;

/**
 * Numbers of several categories: bars, or dots where the bars would be too thin. The axis is logarithmic where the largest
 * number is far larger than the least.
 *
 * @param series what has a colour of its own; at least one has numbers
 * @param isOverlapped whether no category has numbers of several series, so that bars need no room side by side
 */
record BarChart(
        String title, String verticalTitle, List<String> categories, List<BarSeries> series, boolean isOverlapped)
        implements Picture {
    private static final int LEAST_WIDTH = 900;
    private static final int MOST_BARS = 60;
    private static final int MOST_WIDE_LABELS = 20;
    private static final int MOST_IN_A_ROW = 4;
    private static final MathContext LABEL_DIGITS = new MathContext(3);
    private static final int WIDTH_OF_BAR = 42;
    private static final int WIDTH_OF_DOT = 30;
    private static final int HEIGHT = 760;
    private static final double LOGARITHMIC_FROM = 30;
    private static final Color GRID = new Color(0xE2E2E2);
    private static final Color TEXT = new Color(0x202020);
    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.SQUARE,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.TRIANGLE_DOWN);

    private int bars() {
        return isOverlapped ? categories.size() : categories.size() * series.size();
    }

    private boolean hasBars() {
        return bars() <= MOST_BARS && (isOverlapped || !isLogarithmic());
    }

    @Override
    public int width() {
        int content = hasBars() ? bars() * WIDTH_OF_BAR : categories.size() * WIDTH_OF_DOT;
        return Math.max(LEAST_WIDTH, 200 + content);
    }

    @Override
    public int height() {
        return HEIGHT;
    }

    @Override
    public void paint(Graphics2D graphics) {
        chart().paint(graphics, width(), height());
    }

    private CategoryChart chart() {
        CategoryChart chart = new CategoryChart(width(), height());
        chart.setTitle(isLogarithmic() ? title + " (logarithmic)" : title);
        chart.setYAxisTitle(verticalTitle);
        style(chart.getStyler());
        for (BarSeries bars : series) {
            if (bars.hasNumbers()) {
                add(chart, bars);
            }
        }
        return chart;
    }

    private void add(CategoryChart chart, BarSeries bars) {
        List<@Nullable Double> rounded = new ArrayList<>();
        bars.numbers().forEach(number -> rounded.add(number == null ? null : round(number)));
        CategorySeries added = chart.addSeries(bars.name(), categories, rounded);
        added.setFillColor(bars.color());
        added.setMarkerColor(bars.color());
        added.setMarker(MARKERS.get(series.indexOf(bars) % MARKERS.size()));
    }

    /** The labels show all digits that there are. */
    private static double round(double number) {
        return new BigDecimal(number).round(LABEL_DIGITS).doubleValue();
    }

    private boolean isLogarithmic() {
        return largest() > LOGARITHMIC_FROM * least();
    }

    private double least() {
        return numbers().min().orElseThrow();
    }

    private double largest() {
        return numbers().max().orElseThrow();
    }

    private DoubleStream numbers() {
        return series.stream()
                .flatMap(bars -> bars.numbers().stream())
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue);
    }

    private void style(CategoryStyler styler) {
        styler.setLocale(Locale.ROOT);
        styler.setDefaultSeriesRenderStyle(
                hasBars() ? CategorySeriesRenderStyle.Bar : CategorySeriesRenderStyle.Scatter);
        styler.setOverlapped(isOverlapped);
        styler.setAvailableSpaceFill(0.8);
        styler.setLabelsVisible(hasBars());
        styler.setLabelsFont(Fonts.plain(14));
        styler.setLabelsFontColorAutomaticEnabled(true);
        styler.setDecimalPattern("#,##0.######");
        styler.setLabelsPosition(1);
        styler.setYAxisLogarithmic(isLogarithmic());
        styler.setYAxisMin(isLogarithmic() ? Math.pow(10, Math.floor(Math.log10(least() / 2))) : 0);
        styler.setYAxisMax(isLogarithmic() ? 2 * largest() : 1.1 * largest());
        styler.setXAxisLabelRotation(categories.size() <= MOST_WIDE_LABELS ? 30 : 90);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartFontColor(TEXT);
        styler.setChartPadding(16);
        styler.setChartTitleFont(Fonts.bold(20));
        styler.setChartTitleBoxVisible(false);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridVerticalLinesVisible(!hasBars());
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setAxisTitleFont(Fonts.plain(18));
        styler.setAxisTickLabelsFont(Fonts.plain(15));
        styler.setAxisTickLabelsColor(TEXT);
        styler.setMarkerSize(10);
        boolean isWide = series.size() > MOST_IN_A_ROW;
        styler.setLegendPosition(isWide ? LegendPosition.OutsideE : LegendPosition.OutsideS);
        styler.setLegendLayout(isWide ? LegendLayout.Vertical : LegendLayout.Horizontal);
        styler.setLegendFont(Fonts.plain(16));
        styler.setLegendBorderColor(Color.WHITE);
    }
}
