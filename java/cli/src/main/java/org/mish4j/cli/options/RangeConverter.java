// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.options;

import org.mish4j.cli.plot.PlotRange;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads ranges such as {@code -5:5}. */
public final class RangeConverter implements ITypeConverter<PlotRange> {
    @Override
    public PlotRange convert(String value) {
        String[] ends = value.split(":", -1);
        if (ends.length != 2) {
            throw notARange(value);
        }
        try {
            return new PlotRange(Double.parseDouble(ends[0]), Double.parseDouble(ends[1]));
        } catch (NumberFormatException e) {
            throw notARange(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static TypeConversionException notARange(String value) {
        return new TypeConversionException("'%s' is not a range, expected two numbers such as -5:5".formatted(value));
    }
}
