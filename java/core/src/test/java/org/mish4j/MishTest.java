// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MishTest {

    private static final double ALLOWED_ULPS = 1;

    /** Beyond this |x| every function is at its limit, and the oracle's series is slow. */
    private static final double ORACLE_RANGE = 800;

    private static final double NEGATIVE_INFLECTION_X = -2.256376396360793;
    private static final double POSITIVE_INFLECTION_X = 1.4905711794854284;

    private enum Quantity {
        VALUE(Mish::value, MishOracle::value),
        FIRST_DERIVATIVE(Mish::firstDerivative, MishOracle::firstDerivative),
        FIRST_DERIVATIVE_SWISH_FORM(Mish::firstDerivativeSwishForm, MishOracle::firstDerivative),
        SECOND_DERIVATIVE(Mish::secondDerivative, MishOracle::secondDerivative),
        DELTA(Mish::delta, MishOracle::delta),
        SWISH(Mish::swish, MishOracle::swish);

        private final DoubleUnaryOperator function;
        private final Function<MishOracle, BigDecimal> exact;

        Quantity(DoubleUnaryOperator function, Function<MishOracle, BigDecimal> exact) {
            this.function = function;
            this.exact = exact;
        }

        double at(double x) {
            return function.applyAsDouble(x);
        }
    }

    static Stream<Named<DoubleStream>> samples() {
        return Stream.of(
                Named.of("range", IntStream.rangeClosed(-3000, 3000).mapToDouble(i -> i * 0.25 + 1e-3 * Math.sin(i))),
                Named.of("centre", IntStream.rangeClosed(-3000, 3000).mapToDouble(i -> i * 0.007 + 1e-4 * Math.sin(i))),
                Named.of("minimum of f", around(Mish.MINIMUM_X)),
                Named.of("negative inflection", around(NEGATIVE_INFLECTION_X)),
                Named.of("positive inflection", around(POSITIVE_INFLECTION_X)),
                Named.of("zero", around(0)),
                Named.of(
                        "powers of two",
                        IntStream.rangeClosed(Double.MIN_EXPONENT - 52, 9)
                                .mapToDouble(exponent -> Math.scalb(1.0, exponent))
                                .flatMap(MishTest::bothSigns)),
                Named.of("random bits", randomBits(4000)),
                Named.of("random between -5 and 5", new Random(5).doubles(4000, -5, 5)),
                Named.of(
                        "subnormal arguments",
                        new Random(7)
                                .longs(500, 1, 1L << 52)
                                .mapToDouble(Double::longBitsToDouble)
                                .flatMap(MishTest::bothSigns)),
                Named.of("subnormal f and f'", new Random(11).doubles(2000, -754, -700)),
                Named.of("subnormal f'' on the right", new Random(13).doubles(2000, 350, 381)),
                Named.of(
                        "ties of the exponential's reduction",
                        IntStream.rangeClosed(-1500, 1500)
                                .mapToDouble(step -> (step + 0.5) * StrictMath.log(2) / 64)
                                .flatMap(MishTest::withNeighbours)),
                Named.of(
                        "edges of the ranges",
                        DoubleStream.of(-760, -754, -745.2, -708.4, -40, 36.05, 40, 372.6, 380)
                                .flatMap(MishTest::withNeighbours)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isWithinOneUnitInTheLastPlace(DoubleStream samples) {
        List<String> misses = new ArrayList<>();
        samples.filter(x -> Math.abs(x) <= ORACLE_RANGE).forEach(x -> {
            MishOracle oracle = MishOracle.at(x);
            for (Quantity quantity : Quantity.values()) {
                double result = quantity.at(x);
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
    void givesNanForNan(Quantity quantity) {
        assertThat(quantity.at(Double.NaN)).isNaN();
        assertThat(quantity.at(Double.longBitsToDouble(0xfff8_0000_0000_0001L))).isNaN();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NEGATIVE_INFINITY, -Double.MAX_VALUE, -1e9, -1024, -800})
    void reachesItsLimitsOnTheLeft(double x) {
        assertThat(Mish.value(x)).isEqualTo(-0.0);
        assertThat(Mish.firstDerivative(x)).isEqualTo(-0.0);
        assertThat(Mish.firstDerivativeSwishForm(x)).isEqualTo(-0.0);
        assertThat(Mish.secondDerivative(x)).isEqualTo(-0.0);
        assertThat(Mish.delta(x)).isEqualTo(1);
        assertThat(Mish.swish(x)).isEqualTo(-0.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {800, 1024, 1e9, Double.MAX_VALUE, Double.POSITIVE_INFINITY})
    void reachesItsLimitsOnTheRight(double x) {
        assertThat(Mish.value(x)).isEqualTo(x);
        assertThat(Mish.firstDerivative(x)).isEqualTo(1);
        assertThat(Mish.firstDerivativeSwishForm(x)).isEqualTo(1);
        assertThat(Mish.secondDerivative(x)).isEqualTo(-0.0);
        assertThat(Mish.delta(x)).isEqualTo(0.0);
        assertThat(Mish.swish(x)).isEqualTo(x);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.0, 0.0})
    void keepsTheSignOfZero(double zero) {
        assertThat(Mish.value(zero)).isEqualTo(zero);
        assertThat(Mish.swish(zero)).isEqualTo(zero);
        assertThat(Mish.firstDerivative(zero)).isEqualTo(0.6);
        assertThat(Mish.firstDerivativeSwishForm(zero)).isEqualTo(0.6);
        assertThat(Mish.secondDerivative(zero)).isEqualTo(0.64);
        assertThat(Mish.delta(zero)).isEqualTo(0.64);
    }

    @Test
    void underflowsToANegativeZero() {
        assertThat(Mish.value(-755.0)).isEqualTo(-0.0);
        assertThat(Mish.firstDerivative(-755.0)).isEqualTo(-0.0);
        assertThat(Mish.secondDerivative(-755.0)).isEqualTo(-0.0);
        assertThat(Mish.secondDerivative(379.0)).isEqualTo(-0.0);
    }

    @Test
    void hasThePapersMinimum() {
        assertThat(Mish.MINIMUM).isCloseTo(-0.30884, within(5e-6));
        assertThat(Mish.MINIMUM_X).isCloseTo(-1.1924, within(5e-5));
    }

    @Test
    void hasAMinimumRoundedToDouble() {
        double x = Mish.MINIMUM_X;
        double gap = Math.ulp(x) / 2;
        BigDecimal halfWayDown = new BigDecimal(x).subtract(new BigDecimal(gap));
        BigDecimal halfWayUp = new BigDecimal(x).add(new BigDecimal(gap));
        assertThat(MishOracle.at(halfWayDown).firstDerivative()).isNegative();
        assertThat(MishOracle.at(halfWayUp).firstDerivative()).isPositive();
        assertThat(Mish.MINIMUM).isEqualTo(MishOracle.at(x).value().doubleValue());
        assertThat(Mish.value(x)).isEqualTo(Mish.MINIMUM);
    }

    @Test
    void changesTheSignOfItsDerivativesAtTheirRoots() {
        assertThat(Mish.firstDerivative(Math.nextDown(Mish.MINIMUM_X))).isNegative();
        assertThat(Mish.firstDerivative(Math.nextUp(Mish.MINIMUM_X))).isPositive();
        assertThat(Mish.secondDerivative(Math.nextDown(NEGATIVE_INFLECTION_X))).isNegative();
        assertThat(Mish.secondDerivative(Math.nextUp(NEGATIVE_INFLECTION_X))).isPositive();
        assertThat(Mish.secondDerivative(Math.nextDown(POSITIVE_INFLECTION_X))).isPositive();
        assertThat(Mish.secondDerivative(Math.nextUp(POSITIVE_INFLECTION_X))).isNegative();
    }

    /** From a tenth to 1e-16 and less away, the nearest doubles, and both sides of the expansions' radius. */
    private static DoubleStream around(double centre) {
        DoubleStream distant = IntStream.rangeClosed(10, 180)
                .mapToDouble(i -> Math.pow(10, -i / 10.0))
                .flatMap(MishTest::bothSigns);
        DoubleStream nearest = IntStream.rangeClosed(-40, 40).mapToDouble(i -> i * Math.ulp(centre));
        DoubleStream radius = IntStream.rangeClosed(-5, 5)
                .mapToDouble(i -> 0x1p-8 + i * 0x1p-50)
                .flatMap(MishTest::bothSigns);
        return DoubleStream.concat(distant, DoubleStream.concat(nearest, radius))
                .map(distance -> centre + distance);
    }

    private static DoubleStream randomBits(int count) {
        return LongStream.generate(new Random(3)::nextLong)
                .mapToDouble(Double::longBitsToDouble)
                .filter(x -> Math.abs(x) <= ORACLE_RANGE)
                .limit(count);
    }

    private static DoubleStream bothSigns(double x) {
        return DoubleStream.of(-x, x);
    }

    private static DoubleStream withNeighbours(double x) {
        return DoubleStream.of(Math.nextDown(x), x, Math.nextUp(x));
    }
}
