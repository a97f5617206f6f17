// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.mish4j.Activation;
import org.mish4j.cli.files.PictureFile;
import org.mish4j.cli.options.ActivationNames;
import org.mish4j.cli.options.PlotOptions;
import org.mish4j.cli.plot.Plots;
import org.mish4j.cli.text.Streams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws activations beside each other. */
@Command(name = "activations", description = "Draw Mish beside other activations.")
final class PlotActivationsCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final PlotOptions options = new PlotOptions();

    @Option(
            names = "--activations",
            paramLabel = "NAME",
            split = ",",
            converter = ActivationNames.class,
            defaultValue = ActivationNames.FAMILY,
            description = "What is drawn, the first one boldly. Default: ${DEFAULT-VALUE}.")
    private List<Activation> activations = List.of();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where the picture is written, PNG or SVG by its ending. Default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("activations.svg");

    PlotActivationsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        PictureFile file = PictureFile.of(output);
        file.write(Plots.activations(activations, options.range(), options.size()), streams);
        return 0;
    }
}
