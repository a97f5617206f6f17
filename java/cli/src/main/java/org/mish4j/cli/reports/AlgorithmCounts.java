// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.reports;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mish4j.PlanStep;

/**
 * How many steps each algorithm computes.
 *
 * @param counts by the algorithms' names, the most frequent first
 */
public record AlgorithmCounts(Map<String, Integer> counts) {
    /** Counts the steps that tell their algorithm. */
    public static AlgorithmCounts of(List<PlanStep> steps) {
        Map<String, Integer> byName = new TreeMap<>();
        steps.stream()
                .map(PlanStep::algorithm)
                .filter(algorithm -> !algorithm.isEmpty())
                .forEach(algorithm -> byName.merge(algorithm, 1, Integer::sum));
        Map<String, Integer> counts = new LinkedHashMap<>();
        byName.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return new AlgorithmCounts(counts);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Returns {@code direct: 73; winograd F(4x4,3x3): 37}. */
    String text() {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; "));
    }
}
