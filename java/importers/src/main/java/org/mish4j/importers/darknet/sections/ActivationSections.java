// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.util.Map;

/** Sections that are an element-wise function, or nothing at all. */
final class ActivationSections {
    private ActivationSections() {}

    static Map<String, SectionImporter> importers() {
        return Map.of(
                "activation",
                layer -> Activations.apply(layer, "linear", layer.input()),
                "dropout",
                Layer::input,
                "cost",
                Layer::input,
                "empty",
                Layer::input,
                "silence",
                Layer::input);
    }
}
