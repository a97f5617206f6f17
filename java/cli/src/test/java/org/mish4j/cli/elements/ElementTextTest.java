// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.elements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.Shape;
import org.mish4j.Tensor;
import org.mish4j.TensorType;

class ElementTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-7", "+0.5", ".5", "3.", "1e-5", "inf", "-inf", "nan", "true", "1,2,-3", "false,true"})
    void values(String text) {
        assertThat(ElementText.isValue(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file.npy", "./1", "1,", ",1", "1 2", "0x10", "1f", "1e", "-nan", "yes"})
    void noValues(String text) {
        assertThat(ElementText.isValue(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "F32, 0.1, 0.10000000149011612",
        "F64, 1e300, 1e300",
        "F16, 0.1, 0.0999755859375",
        "BF16, -inf, -Infinity",
        "F32, nan, NaN",
        "I8, -128, -128",
        "U8, 255, 255",
        "I32, 2147483647, 2147483647",
        "I64, -5, -5",
        "BOOL, true, 1",
        "BOOL, 0, 0"
    })
    void isWritten(TensorType type, String text, Double expected) {
        try (Tensor tensor = Tensor.allocate(type, Shape.of(1))) {
            ElementText.write(type, tensor.segment(), 0, text);
            assertThat(ElementReader.read(type, tensor.segment(), 0)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "I8 | 128 | '128' is no I8, expected a whole number from -128 to 127",
                "U8 | -1 | '-1' is no U8, expected a whole number from 0 to 255",
                "I64 | 1.5 | '1.5' is no I64, expected a whole number from -9223372036854775808 to 9223372036854775807",
                "I32 | true | 'true' is no I32, expected a whole number from -2147483648 to 2147483647",
                "BOOL | 2 | '2' is no BOOL, expected true or false",
                "F32 | true | 'true' is no F32, expected a number"
            })
    void isRefused(TensorType type, String text, String message) {
        try (Tensor tensor = Tensor.allocate(type, Shape.of(1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ElementText.write(type, tensor.segment(), 0, text))
                    .withMessage(message);
        }
    }
}
