// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MishFloatTest {

    private static final double ALLOWED_ULPS = 1;

    /** A prime, so that the sampled bit patterns share no structure. */
    private static final int BIT_PATTERN_STRIDE = 7919;

    private interface FloatFunction {
        float at(float x);
    }

    private enum Quantity {
        VALUE(Mish::value, Mish::value, MishOracle::value),
        FIRST_DERIVATIVE(Mish::firstDerivative, Mish::firstDerivative, MishOracle::firstDerivative),
        FIRST_DERIVATIVE_SWISH_FORM(
                Mish::firstDerivativeSwishForm, Mish::firstDerivativeSwishForm, MishOracle::firstDerivative),
        SECOND_DERIVATIVE(Mish::secondDerivative, Mish::secondDerivative, MishOracle::secondDerivative),
        DELTA(Mish::delta, Mish::delta, MishOracle::delta),
        SWISH(Mish::swish, Mish::swish, MishOracle::swish);

        private final FloatFunction function;
        private final DoubleUnaryOperator doubleFunction;
        private final Function<MishOracle, BigDecimal> exact;

        Quantity(FloatFunction function, DoubleUnaryOperator doubleFunction, Function<MishOracle, BigDecimal> exact) {
            this.function = function;
            this.doubleFunction = doubleFunction;
            this.exact = exact;
        }
    }

    static Stream<Named<DoubleStream>> samples() {
        return Stream.of(
                Named.of("range", IntStream.rangeClosed(-1200, 1200).mapToDouble(i -> i * 0.1 + 1e-2 * Math.sin(i))),
                Named.of("minimum of f", around(Mish.MINIMUM_X)),
                Named.of("negative inflection", around(-2.2563764)),
                Named.of("positive inflection", around(1.4905712)),
                Named.of("zero", around(0)),
                Named.of("random between -5 and 5", new Random(5).doubles(3000, -5, 5)),
                Named.of("subnormal results on the left", new Random(7).doubles(1000, -110, -85)),
                Named.of("subnormal results on the right", new Random(11).doubles(1000, 42, 62)),
                Named.of(
                        "edges of the ranges",
                        DoubleStream.of(-120, -30, 8, 16, 30, 60)
                                .flatMap(x -> DoubleStream.of(Math.nextDown((float) x), x, Math.nextUp((float) x)))));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isWithinOneUnitInTheLastPlace(DoubleStream samples) {
        List<String> misses = new ArrayList<>();
        samples.forEach(sample -> {
            float x = (float) sample;
            MishOracle oracle = MishOracle.at(x);
            for (Quantity quantity : Quantity.values()) {
                float result = quantity.function.at(x);
                double error = MishOracle.ulps(result, quantity.exact.apply(oracle));
                if (!(error <= ALLOWED_ULPS)) {
                    misses.add(quantity + "(" + x + ") = " + result + " is off by " + error + " ulp");
                }
            }
        });
        assertThat(misses).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithDoublePrecisionOverAllBitPatterns(Quantity quantity) {
        List<String> misses = new ArrayList<>();
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += BIT_PATTERN_STRIDE) {
            float x = Float.intBitsToFloat((int) bits);
            float result = quantity.function.at(x);
            double expected = quantity.doubleFunction.applyAsDouble(x);
            boolean agrees = Double.isFinite(expected)
                    ? Math.abs(result - expected) <= Math.ulp((float) expected)
                    : Double.compare(result, expected) == 0;
            if (!agrees) {
                misses.add(quantity + "(" + x + ") = " + result + " instead of " + expected);
            }
        }
        assertThat(misses).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void givesNanForNan(Quantity quantity) {
        assertThat(quantity.function.at(Float.NaN)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NEGATIVE_INFINITY, -Float.MAX_VALUE, -1e9f, -1024, -125, -119})
    void reachesItsLimitsOnTheLeft(float x) {
        assertThat(Mish.value(x)).isEqualTo(-0f);
        assertThat(Mish.firstDerivative(x)).isEqualTo(-0f);
        assertThat(Mish.firstDerivativeSwishForm(x)).isEqualTo(-0f);
        assertThat(Mish.secondDerivative(x)).isEqualTo(-0f);
        assertThat(Mish.delta(x)).isEqualTo(1f);
        assertThat(Mish.swish(x)).isEqualTo(-0f);
    }

    @ParameterizedTest
    @ValueSource(floats = {59, 65, 1024, 1e9f, Float.MAX_VALUE, Float.POSITIVE_INFINITY})
    void reachesItsLimitsOnTheRight(float x) {
        assertThat(Mish.value(x)).isEqualTo(x);
        assertThat(Mish.firstDerivative(x)).isEqualTo(1f);
        assertThat(Mish.firstDerivativeSwishForm(x)).isEqualTo(1f);
        assertThat(Mish.secondDerivative(x)).isEqualTo(-0f);
        assertThat(Mish.delta(x)).isEqualTo(0f);
        assertThat(Mish.swish(x)).isEqualTo(x);
    }

    @ParameterizedTest
    @ValueSource(floats = {-0f, 0f})
    void keepsTheSignOfZero(float zero) {
        assertThat(Mish.value(zero)).isEqualTo(zero);
        assertThat(Mish.swish(zero)).isEqualTo(zero);
        assertThat(Mish.firstDerivative(zero)).isEqualTo(0.6f);
        assertThat(Mish.firstDerivativeSwishForm(zero)).isEqualTo(0.6f);
        assertThat(Mish.secondDerivative(zero)).isEqualTo(0.64f);
        assertThat(Mish.delta(zero)).isEqualTo(0.64f);
    }

    private static DoubleStream around(double centre) {
        DoubleStream distant = IntStream.rangeClosed(5, 40).mapToDouble(i -> centre + Math.pow(10, -i / 5.0));
        DoubleStream mirrored = IntStream.rangeClosed(5, 40).mapToDouble(i -> centre - Math.pow(10, -i / 5.0));
        DoubleStream nearest = IntStream.rangeClosed(-100, 100).mapToDouble(i -> centre + i * Math.ulp((float) centre));
        return DoubleStream.concat(distant, DoubleStream.concat(mirrored, nearest));
    }
}
