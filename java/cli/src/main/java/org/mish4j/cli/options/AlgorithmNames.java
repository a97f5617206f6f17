// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.options;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mish4j.Algorithm;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Algorithms for convolutions as they are named on the command line, {@code winograd-f4x4}. */
public final class AlgorithmNames implements ITypeConverter<Algorithm> {
    @Override
    public Algorithm convert(String value) {
        try {
            return parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /**
     * Returns the algorithm of a name.
     *
     * @throws IllegalArgumentException if there is none; the text names those that there are
     */
    static Algorithm parse(String name) {
        return Arrays.stream(Algorithm.values())
                .filter(algorithm -> of(algorithm).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is not an algorithm, expected one of %s"
                        .formatted(
                                name,
                                Arrays.stream(Algorithm.values())
                                        .map(AlgorithmNames::of)
                                        .collect(Collectors.joining(", ")))));
    }

    public static String of(Algorithm algorithm) {
        return algorithm.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
