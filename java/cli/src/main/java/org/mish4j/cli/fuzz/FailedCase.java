// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import java.util.List;
import java.util.stream.Collectors;
import org.mish4j.cli.fuzz.graphs.GraphCase;

/**
 * A case that fails.
 *
 * @param setting as options of the command line
 * @param expected the elements that each output should have, read as floats
 */
public record FailedCase(GraphCase graphCase, String setting, Failure failure, List<float[]> expected) {
    /** Makes the list immutable. */
    public FailedCase {
        expected = List.copyOf(expected);
    }

    /** Returns the seed, the setting, the operators and what is wrong, in one line. */
    public String line() {
        String operators = graphCase.graph().nodes().stream()
                .map(node -> node.operator().getClass().getSimpleName())
                .collect(Collectors.joining(", "));
        return "seed %d %s: %s of [%s]: %s"
                .formatted(graphCase.seed(), setting, failure.kind(), operators, failure.text());
    }
}
