// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.plot;

import java.util.function.DoubleUnaryOperator;

/** A function's values at several numbers. */
public final class Curve {
    private final String name;
    private final double[] x;
    private final double[] y;

    private Curve(String name, double[] x, double[] y) {
        this.name = name;
        this.x = x;
        this.y = y;
    }

    /** Computes a function. */
    static Curve of(String name, double[] x, DoubleUnaryOperator function) {
        double[] y = new double[x.length];
        for (int index = 0; index < x.length; index++) {
            y[index] = function.applyAsDouble(x[index]);
        }
        return new Curve(name, x.clone(), y);
    }

    /** Makes a curve of numbers that are known. */
    static Curve of(String name, double[] x, double[] y) {
        return new Curve(name, x.clone(), y.clone());
    }

    /** Returns the name, for the legend. */
    public String name() {
        return name;
    }

    /** Returns the numbers, in rising order. */
    public double[] x() {
        return x.clone();
    }

    /** Returns the function's values. */
    public double[] y() {
        return y.clone();
    }
}
