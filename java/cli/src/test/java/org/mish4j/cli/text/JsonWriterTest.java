// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonWriterTest {
    static Arguments[] values() {
        return new Arguments[] {
            Arguments.of(null, "null"),
            Arguments.of(true, "true"),
            Arguments.of(-7, "-7"),
            Arguments.of(1L << 60, "1152921504606846976"),
            Arguments.of(0.5, "0.5"),
            Arguments.of(Double.NaN, "null"),
            Arguments.of(Float.NEGATIVE_INFINITY, "null"),
            Arguments.of("text", "\"text\""),
            Arguments.of("a\"b\\c\n\r\t", "\"a\\\"b\\\\c\\n\\r\\t\""),
            Arguments.of("\u0001\u001f", "\"\\u0001\\u001f\""),
            Arguments.of("\u00fc \ud83d\ude00", "\"\u00fc \ud83d\ude00\""),
            Arguments.of("\ud83d!", "\"\\ud83d!\""),
            Arguments.of("\ude00", "\"\\ude00\""),
            Arguments.of(List.of(), "[]"),
            Arguments.of(Map.of(), "{}"),
            Arguments.of(Arrays.asList(1, null, "x"), "[1, null, \"x\"]")
        };
    }

    @ParameterizedTest
    @MethodSource("values")
    void writesEveryKindOfValue(@Nullable Object value, String json) {
        assertThat(JsonWriter.write(value)).isEqualTo(json);
    }

    @Test
    void indentsWhatIsNested() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("a", List.of(1, 2));
        object.put("b", List.of(Map.of("c", "d"), List.of()));
        assertThat(JsonWriter.write(object)).isEqualTo("""
                {
                  "a": [1, 2],
                  "b": [
                    {
                      "c": "d"
                    },
                    []
                  ]
                }""");
    }

    @Test
    void refusesWhatJsonHasNoFormFor() {
        assertThatThrownBy(() -> JsonWriter.write(new Object())).isInstanceOf(IllegalArgumentException.class);
    }
}
