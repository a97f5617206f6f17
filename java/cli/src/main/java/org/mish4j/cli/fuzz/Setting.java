// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import java.util.Locale;
import org.mish4j.Algorithm;
import org.mish4j.CompileOptions;

/** What graphs are compiled for: a device and its options. */
public record Setting(String device, CompileOptions options) {
    /** Returns the setting as options of the command line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("--device " + device);
        text.append(" --precision ").append(name(options.precision()));
        text.append(" --threads ").append(options.threads());
        if (options.algorithms().algorithm() != Algorithm.AUTO) {
            text.append(" --algorithm ")
                    .append(name(options.algorithms().algorithm()).replace('_', '-'));
        }
        return text.toString();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
