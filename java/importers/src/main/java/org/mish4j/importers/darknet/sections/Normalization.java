// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import org.mish4j.Operator;
import org.mish4j.Value;

/** The parameters of a batch normalisation, one of each for a channel. */
record Normalization(Value scales, Value biases, Value means, Value variances) {
    private static final float EPSILON = 1e-5f;

    /** Reads what follows the biases in the file. */
    static Normalization read(Layer layer, Value biases, long channels) {
        Value scales = layer.parameters("scales", channels);
        Value means = layer.parameters("means", channels);
        Value variances = layer.parameters("variances", channels);
        return new Normalization(scales, biases, means, variances);
    }

    /** Normalises the channels of an image. */
    Value apply(Layer layer, Value x) {
        return layer.addPart(
                "batch_normalize", new Operator.BatchNormalization(EPSILON), x, scales, biases, means, variances);
    }
}
