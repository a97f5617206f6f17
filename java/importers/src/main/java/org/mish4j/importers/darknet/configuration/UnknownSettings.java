// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.configuration;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.TreeSet;

/** Logs settings of sections that nobody reads: a misspelt one would otherwise be left out in silence. */
public final class UnknownSettings {
    private static final System.Logger LOGGER = System.getLogger(UnknownSettings.class.getName());

    /** Settings that only matter in training, or to Darknet's kernels. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "angle",
            "assisted_excitation",
            "bin_output",
            "burnin_update",
            "clip",
            "dont_update",
            "dot",
            "flip",
            "exposure",
            "grad_centr",
            "learning_rate",
            "mean",
            "onlyforward",
            "reverse",
            "saturation",
            "shift",
            "std",
            "stopbackward",
            "stream",
            "train_only_bn",
            "wait_stream");

    /** Sections whose settings only matter in training and in what is done with the outputs. */
    private static final Set<String> SILENT = Set.of(
            "contrastive",
            "cost",
            "detection",
            "dropout",
            "empty",
            "Gaussian_yolo",
            "region",
            "silence",
            "soft",
            "softmax",
            "yolo");

    private UnknownSettings() {}

    /** Logs what nobody asked for of a section that was imported. */
    public static void log(Section section) {
        Set<String> unknown = new TreeSet<>(section.unknownKeys());
        unknown.removeAll(WITHOUT_EFFECT);
        if (!unknown.isEmpty() && !SILENT.contains(section.name())) {
            LOGGER.log(
                    Level.WARNING,
                    () -> "%s: [%s] has settings that are not known and not used: %s"
                            .formatted(section.place(), section.name(), String.join(", ", unknown)));
        }
    }
}
