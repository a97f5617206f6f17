// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.options;

import org.mish4j.cli.plot.PlotRange;
import org.mish4j.cli.plot.PlotSize;
import picocli.CommandLine.Option;

/** The options of a chart of curves. */
public final class PlotOptions {
    @Option(
            names = "--range",
            paramLabel = "FROM:TO",
            converter = RangeConverter.class,
            defaultValue = "-5:5",
            description = "The least and the largest x. Default: ${DEFAULT-VALUE}.")
    private PlotRange range = new PlotRange(-5, 5);

    @Option(names = "--width", paramLabel = "PIXELS", description = "The picture's width. Default: ${DEFAULT-VALUE}.")
    private int width = 1200;

    @Option(names = "--height", paramLabel = "PIXELS", description = "The picture's height. Default: ${DEFAULT-VALUE}.")
    private int height = 800;

    public PlotRange range() {
        return range;
    }

    public PlotSize size() {
        return new PlotSize(width, height);
    }
}
