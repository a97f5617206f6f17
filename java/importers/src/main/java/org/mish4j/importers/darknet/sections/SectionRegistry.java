// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of sections that can be imported, by all of their names. */
final class SectionRegistry {
    private static final Map<String, SectionImporter> IMPORTERS = join(List.of(
            ConvolutionSections.importers(),
            LocalSections.importers(),
            NormalizationSections.importers(),
            WeightedSections.importers(),
            PoolingSections.importers(),
            RouteSections.importers(),
            ShortcutSections.importers(),
            ScalingSections.importers(),
            RearrangingSections.importers(),
            RecurrentSections.importers(),
            ActivationSections.importers(),
            OutputSections.importers()));

    private SectionRegistry() {}

    /** Returns what imports a section; empty for one that is not supported. */
    static Optional<SectionImporter> find(String name) {
        return Optional.ofNullable(IMPORTERS.get(name));
    }

    private static Map<String, SectionImporter> join(List<Map<String, SectionImporter>> families) {
        Map<String, SectionImporter> joined = new HashMap<>();
        families.forEach(joined::putAll);
        return Map.copyOf(joined);
    }
}
