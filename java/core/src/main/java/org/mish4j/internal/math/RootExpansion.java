// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.math;

/**
 * The Taylor expansion of a function about one of its simple roots.
 *
 * <p>Next to a root the terms of a closed form cancel, and a double nearest to the root is still some 1e-17 away from
 * it. Here the root is known to twice the precision of a double, so that the distance to it, and with it the value,
 * keeps its relative accuracy.
 */
final class RootExpansion {

    /** Within 2^-8 of a root the terms left out are below 2^-64 of the value. */
    private static final double RADIUS = 0x1p-8;

    /** The root of f'. */
    static final RootExpansion FIRST_DERIVATIVE = new RootExpansion(
            new DoubleDouble(-1.1924312145154952, -4.8484829848031044e-17),
            new DoubleDouble(0.2669479140495345, 1.5332816617135587e-17),
            0.20473126408010586,
            0.04190782104360987,
            -0.020271822716684245,
            -0.01582112656173338,
            -0.0033606849270232685,
            0.0010924055409445854);

    /** The negative root of f''. */
    static final RootExpansion SECOND_DERIVATIVE_NEGATIVE = new RootExpansion(
            new DoubleDouble(-2.256376396360793, -1.0703174875019247e-16),
            new DoubleDouble(0.1087544107316427, -6.441557805664455e-18),
            0.09898193805255845,
            0.03736189561023729,
            0.0033540526593358656,
            -0.003860493935188506,
            -0.002480068109334893,
            -0.0007927886724150866);

    /** The positive root of f''. */
    static final RootExpansion SECOND_DERIVATIVE_POSITIVE = new RootExpansion(
            new DoubleDouble(1.4905711794854284, 7.126036715834263e-17),
            new DoubleDouble(-0.23069451159746054, 8.660424052712161e-18),
            0.28127277803034306,
            -0.0797073551654253,
            -0.06665173991852782,
            0.05998888116276497,
            -0.008932244292082872,
            -0.011535248884490047);

    private final DoubleDouble root;
    private final DoubleDouble slope;
    private final double c2;
    private final double c3;
    private final double c4;
    private final double c5;
    private final double c6;
    private final double c7;

    /** {@code c2} to {@code c7} are the coefficients of the second to the seventh power of the distance. */
    private RootExpansion(
            DoubleDouble root, DoubleDouble slope, double c2, double c3, double c4, double c5, double c6, double c7) {
        this.root = root;
        this.slope = slope;
        this.c2 = c2;
        this.c3 = c3;
        this.c4 = c4;
        this.c5 = c5;
        this.c6 = c6;
        this.c7 = c7;
    }

    boolean covers(double x) {
        return Math.abs(x - root.high()) < RADIUS;
    }

    double value(double x) {
        DoubleDouble distance = DoubleDouble.sum(x - root.high(), -root.low());
        double d = distance.high();
        double beyondLinear = d * d * (c2 + d * (c3 + d * (c4 + d * (c5 + d * (c6 + d * c7)))));
        return slope.times(distance).plus(beyondLinear).toDouble();
    }
}
