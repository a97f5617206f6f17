// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mish4j.ModelFormatException;

/** How a .cfg file is read: as Darknet's own parser does. */
class ConfigurationTest {
    @TempDir
    private Path folder;

    private Section section(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("net.cfg"), text, StandardCharsets.UTF_8);
        return Configuration.read(file).network();
    }

    @Test
    void ofAKeyThatIsThereTwiceTheFirstCounts() throws IOException {
        Section section = section("[net]\nwidth=4\nheight=2\nwidth=8\nwidth=4\n");
        assertThat(section.count("width", 1)).isEqualTo(4);
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws IOException {
        assertThat(section("\uFEFF[net]\nwidth=4\n").count("width", 1)).isEqualTo(4);
        assertThat(section("\uFEFF# a comment\n[net]\nwidth=5\n").count("width", 1))
                .isEqualTo(5);
    }

    @Test
    void spacesTabsAndCarriageReturnsMeanNothing() throws IOException {
        Section section = section(" [ n e t ] \r\n\t act ivation = mi\tsh \r\n");
        assertThat(section.text("activation", "")).isEqualTo("mish");
    }

    @Test
    void aLineIsACommentByItsFirstLetter() throws IOException {
        Section section = section("[net]\n # width=3\n;width=4\nwidth=5\n");
        assertThat(section.count("width", 1)).isEqualTo(5);
    }

    @Test
    void aCommentBehindAValueIsAPartOfIt() throws IOException {
        Section section =
                section("[net]\nfilters=40 #32\nlayers=-1, 271 ###S4\nscale=.5 ; half\nactivation=mish # x\n");
        assertThat(section.count("filters", 1)).isEqualTo(40);
        assertThat(section.integers("layers")).isEqualTo(Optional.of(List.of(-1, 271)));
        assertThat(section.number("scale", 1)).isEqualTo(0.5f);
        assertThat(section.text("activation", "")).isEqualTo("mish#x");
    }

    @Test
    void aFractionIsCutOff() throws IOException {
        Section section = section("[net]\nstride=2.9\npad=-1.\nsize=+3\nwrong=2x\n");
        assertThat(section.count("stride", 1)).isEqualTo(2);
        assertThat(section.integers("pad")).isEqualTo(Optional.of(List.of(-1)));
        assertThat(section.count("size", 1)).isEqualTo(3);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> section.count("wrong", 1))
                .withMessageContaining("wrong is '2x', expected a whole number from 1");
    }

    @Test
    void aKeyWithoutAValueIsLeftOut() throws IOException {
        Section section = section("[net]\nwidth=\nwidth=7\n");
        assertThat(section.count("width", 1)).isEqualTo(7);
        assertThat(section.has("height")).isFalse();
    }
}
