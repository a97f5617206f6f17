// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown; the first column to the left, the others to the right. */
final class MarkdownTable {
    private final List<String> lines = new ArrayList<>();

    /** Starts a table with the titles of its columns. */
    MarkdownTable(List<String> titles) {
        row(titles);
        lines.add("|---|" + "---:|".repeat(titles.size() - 1));
    }

    /** Adds a row, with as many cells as there are titles. */
    void row(List<String> cells) {
        lines.add(cells.stream()
                .map(cell -> cell.replaceAll("\\s+", " ").replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |")));
    }

    /** Returns the lines. */
    List<String> lines() {
        return List.copyOf(lines);
    }
}
