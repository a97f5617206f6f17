// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mish4j.Value;

/** Sections that keep a state from one run to the next: a graph has none. */
final class RecurrentSections {
    private RecurrentSections() {}

    static Map<String, SectionImporter> importers() {
        return Stream.of("rnn", "gru", "lstm", "crnn", "conv_lstm", "history")
                .collect(Collectors.toMap(Function.identity(), _ -> RecurrentSections::refuse));
    }

    private static Value refuse(Layer layer) {
        throw layer.section().unsupported("it keeps a state from one run to the next");
    }
}
