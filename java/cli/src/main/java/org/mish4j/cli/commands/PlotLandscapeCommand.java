// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.mish4j.Activation;
import org.mish4j.CompileOptions;
import org.mish4j.Device;
import org.mish4j.cli.files.PictureFile;
import org.mish4j.cli.options.ActivationNames;
import org.mish4j.cli.options.RangeConverter;
import org.mish4j.cli.options.TargetOptions;
import org.mish4j.cli.plot.Landscape;
import org.mish4j.cli.plot.LandscapePicture;
import org.mish4j.cli.plot.PlotRange;
import org.mish4j.cli.plot.RandomNetwork;
import org.mish4j.cli.text.Progress;
import org.mish4j.cli.text.Streams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws the output of a random network under several activations. */
@Command(
        name = "landscape",
        description = {
            "Draw the output of a random network of two coordinates with each activation in turn, as heat maps with contour lines.",
            "The network is fully connected and untrained: weights of variance 2 / inputs and biases of variance 1, "
                    + "normally distributed, the same for every activation. Each map has its own scale."
        })
final class PlotLandscapeCommand implements Callable<Integer> {
    private static final int LEAST_SIDE = 32;
    private static final int MOST_SIDE = 1024;

    private final Streams streams;

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Option(
            names = "--activations",
            paramLabel = "NAME",
            split = ",",
            converter = ActivationNames.class,
            defaultValue = ActivationNames.FAMILY,
            description = "What is drawn, a map for each. Default: ${DEFAULT-VALUE}.")
    private List<Activation> activations = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "What weights are drawn from. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--layers", paramLabel = "N", description = "The number of layers. Default: ${DEFAULT-VALUE}.")
    private int layers = 6;

    @Option(names = "--units", paramLabel = "N", description = "The units of a layer. Default: ${DEFAULT-VALUE}.")
    private int units = 16;

    @Option(
            names = "--range",
            paramLabel = "FROM:TO",
            converter = RangeConverter.class,
            defaultValue = "-2:2",
            description = "The least and the largest coordinate, both ways. Default: ${DEFAULT-VALUE}.")
    private PlotRange range = new PlotRange(-2, 2);

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "The side of each map; each pixel is a point. Default: ${DEFAULT-VALUE}.")
    private int side = 360;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where the picture is written, PNG or SVG by its ending. Default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("landscape.png");

    PlotLandscapeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        if (side < LEAST_SIDE || side > MOST_SIDE) {
            throw new IllegalArgumentException("a map of %d x %d points can't be drawn, expected %d to %d each way"
                    .formatted(side, side, LEAST_SIDE, MOST_SIDE));
        }
        RandomNetwork network = new RandomNetwork(layers, units, seed);
        CompileOptions options = target.compileOptions();
        PictureFile file = PictureFile.of(output);
        target.noteMissing(streams.err());
        Device device = target.device();
        List<Landscape> landscapes = new ArrayList<>();
        try (Progress progress = Progress.start(streams.err(), "Drawing", activations.size())) {
            for (Activation activation : activations) {
                landscapes.add(Landscape.of(network, activation, range, side, device, options));
                progress.advance();
            }
        }
        String title = "Output of a random network: %d layers of %d units, seed %d".formatted(layers, units, seed);
        file.write(new LandscapePicture(title, range, landscapes), streams);
        return 0;
    }
}
