// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices.special;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of {@code docs/nan-and-infinity.md}: for each operator, the devices that keep what is promised. */
final class SpecialNumbersTable {
    private static final Path FILE = Path.of("..", "..", "docs", "nan-and-infinity.md");
    private static final String KEPT = "kept";
    private static final String HEADER = "operator";

    private final List<String> columns;
    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    private SpecialNumbersTable(List<List<String>> lines) {
        this.columns = lines.getFirst();
        lines.stream()
                .filter(cells ->
                        !cells.getFirst().equals(HEADER) && !cells.getFirst().startsWith("---"))
                .forEach(cells -> rows.put(cells.getFirst(), cells));
    }

    static SpecialNumbersTable read() {
        try {
            return new SpecialNumbersTable(Files.readAllLines(FILE).stream()
                    .filter(line -> line.startsWith("| "))
                    .map(SpecialNumbersTable::cells)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|", -1))
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .toList();
    }

    /** Returns the names of the rows. */
    List<String> rows() {
        return List.copyOf(rows.keySet());
    }

    /** Tells whether a device, as the heading of a column names it, keeps what is promised of a row. */
    boolean isKept(String row, String device) {
        int column = columns.indexOf(device);
        if (column < 0 || !rows.containsKey(row)) {
            throw new IllegalArgumentException("%s has no '%s' for %s".formatted(FILE, row, device));
        }
        return rows.get(row).get(column).equals(KEPT);
    }
}
