// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench;

/** Mish as it is written in textbooks and papers: the first rung of the candidates in plain Java. */
public final class TextbookMish {
    private TextbookMish() {}

    /** Returns x tanh(ln(1 + e<sup>x</sup>)), computed in double. */
    public static float value(float x) {
        return (float) (x * Math.tanh(Math.log1p(Math.exp(x))));
    }
}
