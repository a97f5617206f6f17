// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.options;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads amounts of memory: bytes, or with K, M or G that many times 1024, 1024^2 or 1024^3 bytes. */
final class MemorySizeConverter implements ITypeConverter<Long> {
    private static final Pattern SIZE = Pattern.compile("(\\d+)([KMG]?)");

    @Override
    public Long convert(String value) {
        Matcher matcher = SIZE.matcher(value.toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "'%s' is not an amount of memory, expected bytes such as 1000000, 64M or 1G".formatted(value));
        }
        int shift = switch (matcher.group(2)) {
            case "K" -> 10;
            case "M" -> 20;
            case "G" -> 30;
            default -> 0;
        };
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
        } catch (ArithmeticException | NumberFormatException _) {
            throw new TypeConversionException(
                    "'%s' is more memory than there can be, expected less than 2^63 bytes".formatted(value));
        }
    }
}
