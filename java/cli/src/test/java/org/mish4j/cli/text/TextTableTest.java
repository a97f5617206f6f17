// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void alignsTextToTheLeftAndNumbersToTheRight() {
        TextTable table =
                new TextTable("name", "ms", "shape").row("cpu", "1.25", "1x2").row("java", "120.00", "1x20");
        assertThat(table.lines())
                .containsExactly(
                        "name      ms  shape", // header
                        "cpu     1.25  1x2",
                        "java  120.00  1x20");
    }

    @Test
    void aTableWithoutRowsIsItsHeader() {
        assertThat(new TextTable("a", "b").lines()).containsExactly("a  b");
    }

    @Test
    void emptyColumnsMayBeLeftOut() {
        TextTable table = new TextTable("", "a", "b", "c")
                .withoutEmptyColumns()
                .row("", "1", "", "x")
                .row("", "", "", "y");
        assertThat(table.lines()).containsExactly("a  c", "1  x", "   y");
    }

    @Test
    void refusesRowsOfAnotherLength() {
        TextTable table = new TextTable("a", "b");
        assertThatThrownBy(() -> table.row(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row has 1 cells, the table has 2 columns");
    }
}
