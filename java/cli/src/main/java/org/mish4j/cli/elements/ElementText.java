// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.elements;

import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.regex.Pattern;
import org.mish4j.TensorType;

/** Elements as people write them: {@code 3}, {@code -0.5}, {@code 1e-5}, {@code inf}, {@code nan}, {@code true}. */
public final class ElementText {
    private static final String NUMBER = "[-+]?(\\d+([.]\\d*)?|[.]\\d+)([eE][-+]?\\d+)?|[-+]?inf|nan|true|false";
    private static final Pattern VALUE = Pattern.compile("(%1$s)(,(%1$s))*".formatted(NUMBER));

    private ElementText() {}

    /** Tells whether a text is one element, or several with commas between them. */
    public static boolean isValue(String text) {
        return VALUE.matcher(text).matches();
    }

    /**
     * Writes an element.
     *
     * @throws IllegalArgumentException if the type has no such element; floating-point types have the nearest of every number
     */
    public static void write(TensorType type, MemorySegment segment, long index, String text) {
        switch (type) {
            case F32, F64, F16, BF16 -> ElementWriter.write(type, segment, index, floatingPoint(type, text));
            case I8 -> ElementWriter.write(type, segment, index, whole(type, text, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case U8 -> ElementWriter.write(type, segment, index, whole(type, text, 0, 255));
            case I32 ->
                ElementWriter.write(type, segment, index, whole(type, text, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case I64 -> ElementWriter.write(type, segment, index, whole(type, text, Long.MIN_VALUE, Long.MAX_VALUE));
            case BOOL -> ElementWriter.write(type, segment, index, truth(type, text));
        }
    }

    private static double floatingPoint(TensorType type, String text) {
        try {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "inf", "+inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                case "nan" -> Double.NaN;
                default -> Double.parseDouble(text);
            };
        } catch (NumberFormatException e) {
            throw notOf(type, text, "a number");
        }
    }

    private static long whole(TensorType type, String text, long least, long most) {
        String expected = "a whole number from %d to %d".formatted(least, most);
        try {
            long value = Long.parseLong(text);
            if (value < least || value > most) {
                throw notOf(type, text, expected);
            }
            return value;
        } catch (NumberFormatException e) {
            throw notOf(type, text, expected);
        }
    }

    private static long truth(TensorType type, String text) {
        return switch (text) {
            case "true", "1" -> 1;
            case "false", "0" -> 0;
            default -> throw notOf(type, text, "true or false");
        };
    }

    private static IllegalArgumentException notOf(TensorType type, String text, String expected) {
        return new IllegalArgumentException("'%s' is no %s, expected %s".formatted(text, type, expected));
    }
}
