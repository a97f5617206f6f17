// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Rows of text in columns as wide as their widest cell, two spaces apart, numbers to the right. */
public final class TextTable {
    private static final Pattern NUMERIC = Pattern.compile("|[.-]|-?\\d[\\d.]*(e[+-]\\d+)?x?|NaN|-?Infinity");

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();
    private boolean emptyColumnsLeftOut;

    /** Starts a table with the titles of its columns. */
    public TextTable(String... header) {
        this.header = List.of(header);
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if it has not one cell for each column
     */
    public TextTable row(Object... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(
                    "a row has %d cells, the table has %d columns".formatted(cells.length, header.size()));
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell.toString());
        }
        rows.add(row);
        return this;
    }

    /** Leaves out the columns in which no row has anything. */
    public TextTable withoutEmptyColumns() {
        emptyColumnsLeftOut = true;
        return this;
    }

    /** Returns the lines of the table, the header first, each without spaces at its end. */
    public List<String> lines() {
        int columns = header.size();
        int[] widths = new int[columns];
        boolean[] numeric = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            widths[column] = header.get(column).length();
            numeric[column] = !rows.isEmpty();
            for (List<String> row : rows) {
                String cell = row.get(column);
                widths[column] = Math.max(widths[column], cell.length());
                numeric[column] &= isNumeric(cell);
            }
        }
        boolean[] shown = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            int current = column;
            shown[column] = !emptyColumnsLeftOut
                    || rows.stream().anyMatch(row -> !row.get(current).isEmpty());
        }
        List<String> lines = new ArrayList<>();
        lines.add(format(header, widths, numeric, shown));
        for (List<String> row : rows) {
            lines.add(format(row, widths, numeric, shown));
        }
        return lines;
    }

    private static boolean isNumeric(String cell) {
        return NUMERIC.matcher(cell).matches();
    }

    private static String format(List<String> cells, int[] widths, boolean[] numeric, boolean[] shown) {
        StringBuilder line = new StringBuilder();
        String separator = "";
        for (int column = 0; column < widths.length; column++) {
            if (!shown[column]) {
                continue;
            }
            String cell = cells.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            line.append(separator);
            separator = "  ";
            line.append(numeric[column] ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }
}
