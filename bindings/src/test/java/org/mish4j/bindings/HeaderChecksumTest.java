// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The generated bindings must be those of the header that the native library is built from. */
class HeaderChecksumTest {
    @Test
    void theBindingsWereGeneratedFromTheHeaderAsItIs() throws IOException {
        Path header = Path.of("..", "native", "include", "mish4j", "mish4j.h");
        String actual = HexFormat.of().formatHex(Sha256.newDigest().digest(Files.readAllBytes(header)));

        String recorded;
        try (InputStream in = HeaderChecksumTest.class.getResourceAsStream("mish4j.h.sha256")) {
            recorded = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }

        assertThat(recorded)
                .as("mish4j.h has changed since the bindings were generated: run bindings/regenerate.sh")
                .isEqualTo(actual);
    }
}
