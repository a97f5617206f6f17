// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Activation;

class PlotsTest {
    private static final PlotRange RANGE = new PlotRange(-5, 5);
    private static final PlotSize SIZE = new PlotSize(600, 400);

    @Test
    void theLeastPlottedValueOfMishIsThatOfThePaper() {
        Curve mish = Plots.mish(new PlotRange(-2, 0), SIZE).curves().getFirst();
        int lowest = indexOfLeast(mish.y());
        double step = mish.x()[lowest + 1] - mish.x()[lowest];
        double before = mish.y()[lowest - 1];
        double here = mish.y()[lowest];
        double after = mish.y()[lowest + 1];
        // The vertex of the parabola through the three lowest points
        double shift = (before - after) / (2 * (before - 2 * here + after));
        assertThat(mish.x()[lowest] + shift * step).isCloseTo(-1.1924, within(5e-5));
        assertThat(here + shift * (after - before) / 4).isCloseTo(-0.30884, within(5e-6));
    }

    private static int indexOfLeast(double[] numbers) {
        int least = 0;
        for (int index = 1; index < numbers.length; index++) {
            least = numbers[index] < numbers[least] ? index : least;
        }
        return least;
    }

    @Test
    void theDerivativesOfMishAreSlopes() {
        List<Curve> curves = Plots.mish(new PlotRange(-7, 3.5), SIZE).curves();
        assertThat(curves).hasSize(3);
        assertIsSlope(curves.get(1), x -> mish(x), 1e-8);
        assertIsSlope(curves.get(2), PlotsTest::slopeOfMish, 1e-5);
    }

    @Test
    void theTermsOfTheDerivativeAddUpToIt() {
        List<Curve> curves = Plots.split(RANGE, SIZE).curves();
        Curve sum = curves.get(0);
        Curve first = curves.get(1);
        Curve second = curves.get(2);
        assertIsSlope(sum, PlotsTest::mish, 1e-8);
        for (int point = 0; point < sum.x().length; point++) {
            assertThat(first.y()[point] + second.y()[point]).isCloseTo(sum.y()[point], within(1e-14));
            assertThat(first.y()[point])
                    .as("sech^2(softplus(x)) x sigmoid(x)")
                    .isCloseTo(deltaTimesSwish(sum.x()[point]), within(1e-12));
        }
    }

    private static void assertIsSlope(Curve curve, DoubleUnaryOperator function, double tolerance) {
        double step = 1e-4;
        for (int point = 0; point < curve.x().length; point++) {
            double x = curve.x()[point];
            double slope = (function.applyAsDouble(x + step) - function.applyAsDouble(x - step)) / (2 * step);
            assertThat(curve.y()[point]).as("at %s", x).isCloseTo(slope, within(tolerance));
        }
    }

    private static double mish(double x) {
        return x * Math.tanh(Math.log1p(Math.exp(x)));
    }

    private static double slopeOfMish(double x) {
        return (mish(x + 1e-3) - mish(x - 1e-3)) / 2e-3;
    }

    private static double deltaTimesSwish(double x) {
        double cosh = Math.cosh(Math.log1p(Math.exp(x)));
        return x / (1 + Math.exp(-x)) / (cosh * cosh);
    }

    static Stream<Arguments> activations() {
        return Map.<Activation, DoubleUnaryOperator>of(
                        Activation.mish(), PlotsTest::mish,
                        Activation.swish(), x -> x / (1 + Math.exp(-x)),
                        Activation.gelu(), PlotsTest::gelu,
                        Activation.relu(), x -> Math.max(x, 0),
                        Activation.leakyRelu(0.25f), x -> x > 0 ? x : x / 4,
                        Activation.elu(1), x -> x > 0 ? x : Math.expm1(x),
                        Activation.softplus(), x -> Math.log1p(Math.exp(x)))
                .entrySet()
                .stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void eachActivationIsWhatItsFormulaSays(Activation activation, DoubleUnaryOperator formula) {
        Curve curve = Plots.activations(List.of(activation), new PlotRange(-6, 4.3), SIZE)
                .curves()
                .getFirst();
        assertThat(curve.x()[0]).isEqualTo(-6);
        assertThat(curve.x()[curve.x().length - 1]).isCloseTo(4.3, within(1e-6));
        for (int point = 0; point < curve.x().length; point++) {
            double x = curve.x()[point];
            assertThat(curve.y()[point]).as("at %s", x).isCloseTo(formula.applyAsDouble(x), within(1e-6));
        }
    }

    /** x times the normal distribution's integral, by Simpson's rule. */
    private static double gelu(double x) {
        int parts = 400;
        double step = x / parts;
        double sum = density(0) + density(x);
        for (int part = 1; part < parts; part++) {
            sum += (part % 2 == 0 ? 2 : 4) * density(part * step);
        }
        return x * (0.5 + sum * step / 3);
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    @Test
    void eachActivationIsDrawnOnceUnderItsName() {
        List<Activation> activations = List.of(
                Activation.mish(),
                Activation.relu(),
                Activation.leakyRelu(0.1f),
                Activation.relu(),
                Activation.sigmoid());
        assertThat(Plots.activations(activations, RANGE, SIZE).curves())
                .extracting(Curve::name)
                .containsExactly("Mish", "ReLU", "Leaky ReLU (0.1)", "Sigmoid");
    }
}
