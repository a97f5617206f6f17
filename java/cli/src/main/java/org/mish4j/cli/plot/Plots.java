// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.plot;

import java.util.List;
import java.util.Locale;
import org.mish4j.Activation;
import org.mish4j.Mish;

/** The charts that are plotted. */
public final class Plots {
    private static final int POINTS = 1001;

    private Plots() {}

    /** Mish with its first and its second derivative, and its minimum. */
    public static LineChart mish(PlotRange range, PlotSize size) {
        double[] x = range.points(POINTS);
        MarkedPoint minimum = new MarkedPoint(
                Mish.MINIMUM_X,
                Mish.MINIMUM,
                String.format(Locale.ROOT, "minimum %.5f at x = %.4f", Mish.MINIMUM, Mish.MINIMUM_X));
        return new LineChart(
                size,
                "Mish, f(x) = x tanh(ln(1 + e\u02E3)), and its derivatives",
                "f(x), f'(x), f''(x)",
                range,
                List.of(
                        Curve.of("Mish, f(x)", x, Mish::value),
                        Curve.of("f'(x)", x, Mish::firstDerivative),
                        Curve.of("f''(x)", x, Mish::secondDerivative)),
                range.contains(Mish.MINIMUM_X) ? minimum : null);
    }

    /** Activations beside each other, each once. */
    public static LineChart activations(List<Activation> activations, PlotRange range, PlotSize size) {
        return new LineChart(
                size,
                "Activations",
                "f(x)",
                range,
                ActivationCurves.of(activations.stream().distinct().toList(), range.points(POINTS)),
                null);
    }

    /** The first derivative of Mish, with the two terms of which the paper makes it. */
    public static LineChart split(PlotRange range, PlotSize size) {
        double[] x = range.points(POINTS);
        return new LineChart(
                size,
                "The first derivative of Mish and its terms",
                "f'(x) = \u0394(x) swish(x) + f(x) / x",
                range,
                List.of(
                        Curve.of("f'(x), the sum", x, Mish::firstDerivativeSwishForm),
                        Curve.of("\u0394(x) swish(x)", x, number -> Mish.delta(number) * Mish.swish(number)),
                        Curve.of("f(x) / x", x, Plots::quotient),
                        Curve.of("\u0394(x)", x, Mish::delta)),
                null);
    }

    /** Mish divided by x, and its limit tanh(ln 2) at 0. */
    private static double quotient(double x) {
        return x == 0 ? 0.6 : Mish.value(x) / x;
    }
}
