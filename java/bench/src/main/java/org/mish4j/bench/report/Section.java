// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.util.List;

/** What a report has of a topic: a package of benchmarks. */
interface Section {
    /** Returns the heading. */
    String heading();

    /** Returns the tables and what explains them, in Markdown, without the heading and the charts. */
    List<String> tables();

    /** Returns long tables that are left out of a summary, in Markdown. */
    default List<String> details() {
        return List.of();
    }

    /** Returns the charts. */
    List<Chart> charts();

    /** Returns the sections of all topics that have outcomes. */
    static List<Section> all(SuiteData data) {
        return List.<Section>of(
                        new CallSection(topic(data, "call")),
                        new MishSection(topic(data, "mish")),
                        new ConvolutionSection(topic(data, "convolution")),
                        new NetworkSection(topic(data, "network")))
                .stream()
                .filter(section -> !section.tables().isEmpty())
                .toList();
    }

    private static List<Outcome> topic(SuiteData data, String name) {
        return data.outcomes().stream()
                .filter(outcome -> outcome.topic().equals(name))
                .toList();
    }
}
