// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import org.mish4j.cli.text.Streams;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Draws what the paper on Mish draws. */
@Command(
        name = "plot",
        description =
                "Draw Mish and its derivatives, other activations, and what networks make of them, as PNG or SVG.")
public final class PlotCommand {
    private PlotCommand() {}

    /** Returns the command with its own subcommands. */
    public static CommandLine withSubcommands(Streams streams) {
        return new CommandLine(new PlotCommand())
                .addSubcommand(new PlotMishCommand(streams))
                .addSubcommand(new PlotActivationsCommand(streams))
                .addSubcommand(new PlotSplitCommand(streams))
                .addSubcommand(new PlotLandscapeCommand(streams));
    }
}
