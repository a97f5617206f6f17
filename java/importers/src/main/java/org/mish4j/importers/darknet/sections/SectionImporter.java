// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import org.jspecify.annotations.Nullable;
import org.mish4j.Value;

/** Imports sections of one kind. */
@FunctionalInterface
interface SectionImporter {
    /**
     * Adds to the graph what a section computes.
     *
     * @return the section's result, {@code [N, C, H, W]}; null if no other section can read it
     */
    @Nullable
    Value importSection(Layer layer);
}
