// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Candidates that did the same.
 *
 * @param title what they did
 * @param outcomes one for each candidate
 */
record Comparison(String title, List<Outcome> outcomes) {
    /** Puts the outcomes of equal titles together, in the order of the first of each. */
    static List<Comparison> of(List<Outcome> outcomes, Function<Outcome, String> title) {
        Map<String, List<Outcome>> groups = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            groups.computeIfAbsent(title.apply(outcome), _ -> new ArrayList<>()).add(outcome);
        }
        return groups.entrySet().stream()
                .map(group -> new Comparison(group.getKey(), List.copyOf(group.getValue())))
                .toList();
    }

    /** Returns those that were measured. */
    List<Outcome.Measured> measured() {
        return outcomes.stream()
                .filter(Outcome.Measured.class::isInstance)
                .map(Outcome.Measured.class::cast)
                .toList();
    }

    /** Returns the median time of a candidate, if it was measured. */
    OptionalDouble median(String candidate) {
        return measured().stream()
                .filter(outcome -> outcome.candidate().equals(candidate))
                .mapToDouble(outcome -> outcome.time().median())
                .findFirst();
    }

    /** Returns how many times as long as another a candidate takes, by the medians, if both were measured. */
    OptionalDouble ratio(String candidate, String other) {
        OptionalDouble time = median(candidate);
        OptionalDouble otherTime = median(other);
        return time.isPresent() && otherTime.isPresent()
                ? OptionalDouble.of(time.getAsDouble() / otherTime.getAsDouble())
                : OptionalDouble.empty();
    }
}
