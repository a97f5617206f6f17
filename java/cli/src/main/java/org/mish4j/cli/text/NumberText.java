// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.text;

import java.util.Locale;

/** Numbers as reports show them. */
public final class NumberText {
    private static final double MEBI = 1 << 20;

    private NumberText() {}

    /** Returns nanoseconds as milliseconds, to the microsecond. */
    public static String milliseconds(long nanoseconds) {
        return decimal(3, nanoseconds / 1e6);
    }

    /** Returns bytes as MiB, with one decimal place. */
    public static String mebibytes(long bytes) {
        return decimal(1, bytes / MEBI);
    }

    /** Returns a number with about four significant digits. */
    public static String number(double value) {
        if (value < 1) {
            return String.format(Locale.ROOT, "%.4g", value);
        }
        return decimal(value < 10 ? 3 : value < 100 ? 2 : 1, value);
    }

    /** Returns a number with some decimal places. */
    public static String decimal(int places, double value) {
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }
}
