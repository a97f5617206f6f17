// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.mish4j.cli.files.PictureFile;
import org.mish4j.cli.options.PlotOptions;
import org.mish4j.cli.plot.Plots;
import org.mish4j.cli.text.Streams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws the terms of the derivative of Mish. */
@Command(
        name = "split",
        description = "Draw the first derivative of Mish as the paper splits it: f'(x) = delta(x) swish(x) + f(x)/x.")
final class PlotSplitCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final PlotOptions options = new PlotOptions();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where the picture is written, PNG or SVG by its ending. Default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("mish-split.svg");

    PlotSplitCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        PictureFile file = PictureFile.of(output);
        file.write(Plots.split(options.range(), options.size()), streams);
        return 0;
    }
}
