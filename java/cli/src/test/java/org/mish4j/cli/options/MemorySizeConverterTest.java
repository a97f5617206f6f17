// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class MemorySizeConverterTest {
    private final MemorySizeConverter converter = new MemorySizeConverter();

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1000000, 1000000",
        "3k, 3072",
        "64M, 67108864",
        "2g, 2147483648",
        "9223372036854775807, 9223372036854775807",
        "8589934591G, 9223372035781033984"
    })
    void readsBytes(String text, long bytes) {
        assertThat(converter.convert(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "M", "-1", "1.5G", "64MB", "64 M", "0x10", "8589934592G", "9223372036854775808"})
    void refusesOthers(String text) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("'" + text + "' is ");
    }
}
