// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz.graphs;

import java.util.List;
import org.mish4j.Activation;

/** Activations of every kind, with parameters that keep small numbers small. */
final class Activations {
    private static final List<Activation.Kind> KINDS = List.of(Activation.Kind.values());

    private Activations() {}

    /** Draws one, Mish more often. */
    static Activation draw(Draw draw) {
        Activation.Kind kind = draw.chance(0.2) ? Activation.Kind.MISH : draw.of(KINDS);
        return switch (kind) {
            case RELU -> draw.chance(0.5) ? Activation.relu() : Activation.leakyRelu(draw.of(0.1f, 0.25f, -0.5f, 1.5f));
            case SWISH -> new Activation(kind, draw.of(1f, 0.5f, 1.702f), 0);
            case LINEAR -> Activation.linear(draw.of(0.5f, -1f, 1.5f, 1f), draw.of(0f, 0.25f, -1f));
            case CLIP -> Activation.clip(draw.of(-1f, 0f, -0.5f), draw.of(0.75f, 1f, 6f));
            case ELU -> Activation.elu(draw.of(1f, 0.5f));
            case POW -> Activation.pow(draw.of(1f, 0.5f), draw.of(2f, 3f, -1f, 0.5f, 1f, 0f));
            case HARD_SIGMOID -> Activation.hardSigmoid(draw.of(0.2f, 1 / 6f), 0.5f);
            default -> new Activation(kind, 0, 0);
        };
    }

    /** Tells whether a function is only for numbers above 0. */
    static boolean wantsPositive(Activation activation) {
        return switch (activation.kind()) {
            case LOG, SQRT -> true;
            case POW -> activation.beta() < 1;
            default -> false;
        };
    }
}
