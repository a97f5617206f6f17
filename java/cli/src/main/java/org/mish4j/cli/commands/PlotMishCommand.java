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

/** Draws Mish and its derivatives. */
@Command(name = "mish", description = "Draw Mish with its first and its second derivative, and mark its minimum.")
final class PlotMishCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final PlotOptions options = new PlotOptions();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where the picture is written, PNG or SVG by its ending. Default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("mish.svg");

    PlotMishCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        PictureFile file = PictureFile.of(output);
        file.write(Plots.mish(options.range(), options.size()), streams);
        return 0;
    }
}
