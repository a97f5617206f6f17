// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mish4j.cli.plot.LineStyles;

/** The chart of a comparison: a bar for each candidate, in a colour for each kind of them. */
final class ComparisonChart {
    private enum Kind {
        NATIVE("mish4j, native", 0),
        JAVA("pure Java", 1),
        OTHERS("others", 2);

        private final String text;
        private final int color;

        Kind(String text, int color) {
            this.text = text;
            this.color = color;
        }

        private static Kind of(String candidate) {
            if (candidate.matches("(mish4j-)?java.*|.* java-.*")) {
                return JAVA;
            }
            return candidate.matches("(mish4j-|native|downcall|criticalDowncall|inferRequest).*") ? NATIVE : OTHERS;
        }
    }

    private ComparisonChart() {}

    /** Returns the chart of the medians. */
    static BarChart of(Comparison comparison, String title, String verticalTitle) {
        List<Outcome.Measured> measured = comparison.measured();
        List<BarSeries> series = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<@Nullable Double> bars = new ArrayList<>();
            for (Outcome.Measured outcome : measured) {
                bars.add(Kind.of(outcome.candidate()) == kind ? outcome.time().median() : null);
            }
            series.add(new BarSeries(kind.text, LineStyles.color(kind.color), bars));
        }
        List<String> names = measured.stream().map(Outcome::candidate).toList();
        return new BarChart(title, verticalTitle, names, series, true);
    }
}
