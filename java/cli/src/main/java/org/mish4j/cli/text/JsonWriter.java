// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.text;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON as RFC 8259 defines it, indented by two spaces. */
public final class JsonWriter {
    private final StringBuilder text = new StringBuilder();

    private JsonWriter() {}

    /**
     * Returns a value as JSON.
     *
     * @param value a string, a boolean, a number, null, or a map or list of these; a number that is not finite becomes null
     */
    public static String write(@Nullable Object value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value, "");
        return writer.text.toString();
    }

    private void value(@Nullable Object value, String indent) {
        switch (value) {
            case null -> text.append("null");
            case String string -> string(string);
            case Boolean bool -> text.append(bool);
            case Double number when !Double.isFinite(number) -> text.append("null");
            case Float number when !Float.isFinite(number) -> text.append("null");
            case Number number -> text.append(number);
            case Map<?, ?> map -> object(map, indent);
            case List<?> list -> array(list, indent);
            default -> throw new IllegalArgumentException("JSON has no form for " + value.getClass());
        }
    }

    private void object(Map<?, ?> map, String indent) {
        if (map.isEmpty()) {
            text.append("{}");
            return;
        }
        String inner = indent + "  ";
        text.append("{\n");
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            text.append(inner);
            string(entry.getKey().toString());
            text.append(": ");
            value(entry.getValue(), inner);
            text.append(entries.hasNext() ? ",\n" : "\n");
        }
        text.append(indent).append('}');
    }

    private void array(List<?> list, String indent) {
        if (list.stream().noneMatch(element -> element instanceof Map || element instanceof List)) {
            text.append('[');
            for (int index = 0; index < list.size(); index++) {
                text.append(index == 0 ? "" : ", ");
                value(list.get(index), indent);
            }
            text.append(']');
            return;
        }
        String inner = indent + "  ";
        text.append("[\n");
        for (int index = 0; index < list.size(); index++) {
            text.append(inner);
            value(list.get(index), inner);
            text.append(index < list.size() - 1 ? ",\n" : "\n");
        }
        text.append(indent).append(']');
    }

    private void string(String string) {
        text.append('"');
        for (int index = 0; index < string.length(); index++) {
            char character = string.charAt(index);
            switch (character) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (character < ' ' || (Character.isSurrogate(character) && !isPaired(string, index))) {
                        text.append("\\u%04x".formatted((int) character));
                    } else {
                        text.append(character);
                    }
                }
            }
        }
        text.append('"');
    }

    private static boolean isPaired(String string, int index) {
        if (Character.isHighSurrogate(string.charAt(index))) {
            return index + 1 < string.length() && Character.isLowSurrogate(string.charAt(index + 1));
        }
        return index > 0 && Character.isHighSurrogate(string.charAt(index - 1));
    }
}
