// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.sources;

import java.util.List;
import java.util.Map;
import org.mish4j.Graph;
import org.mish4j.Shape;

/** A model that was named, and is not yet read. */
public sealed interface ModelSource permits DarknetSource, OnnxSource, ZooSource {
    /**
     * What is known of an input before the model is read.
     *
     * @param fixed whether the model says all of its dimensions
     */
    record Input(String name, boolean fixed) {}

    /** Returns the inputs, in their order. */
    List<Input> inputs();

    /**
     * Reads the model.
     *
     * @param shapes the shapes of inputs whose dimensions the model leaves open
     */
    Graph read(Map<String, Shape> shapes);
}
