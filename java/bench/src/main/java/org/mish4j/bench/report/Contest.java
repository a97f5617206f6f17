// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Contestants that did the same.
 *
 * @param title what they did
 * @param outcomes one for each contestant
 */
record Contest(String title, List<Outcome> outcomes) {
    /** Puts the outcomes of equal titles together, in the order of the first of each. */
    static List<Contest> of(List<Outcome> outcomes, Function<Outcome, String> title) {
        Map<String, List<Outcome>> groups = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            groups.computeIfAbsent(title.apply(outcome), _ -> new ArrayList<>()).add(outcome);
        }
        return groups.entrySet().stream()
                .map(group -> new Contest(group.getKey(), List.copyOf(group.getValue())))
                .toList();
    }

    /** Returns those that were measured. */
    List<Outcome.Measured> measured() {
        return outcomes.stream()
                .filter(Outcome.Measured.class::isInstance)
                .map(Outcome.Measured.class::cast)
                .toList();
    }

    /** Returns the median time of a contestant, if it was measured. */
    OptionalDouble median(String contestant) {
        return measured().stream()
                .filter(outcome -> outcome.contestant().equals(contestant))
                .mapToDouble(outcome -> outcome.time().median())
                .findFirst();
    }

    /** Returns how many times as long as another a contestant takes, by the medians, if both were measured. */
    OptionalDouble ratio(String contestant, String other) {
        OptionalDouble time = median(contestant);
        OptionalDouble otherTime = median(other);
        return time.isPresent() && otherTime.isPresent()
                ? OptionalDouble.of(time.getAsDouble() / otherTime.getAsDouble())
                : OptionalDouble.empty();
    }
}
