// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.suite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A benchmark with a value for each of its parameters: what a fork measures.
 *
 * @param benchmark the method's name, with its class and package
 * @param parameters in the order of their names
 */
public record Trial(String benchmark, SortedMap<String, String> parameters) {
    private static final String PACKAGE = "org.mish4j.bench.";
    private static final String CANDIDATE = "candidate";
    private static final Comparator<String> CANDIDATE_LAST =
            Comparator.comparing((String name) -> name.equals(CANDIDATE)).thenComparing(Comparator.naturalOrder());

    /** Makes the parameters immutable. */
    public Trial {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /**
     * Returns the trials of all benchmarks, those of one benchmark together, and of these the candidates for the same
     * values of the other parameters: what is to be compared is measured next to each other.
     *
     * @param values what takes the place of a parameter's values, by its name
     */
    public static List<Trial> all(Map<String, List<String>> values) {
        List<Trial> trials = new ArrayList<>();
        var silent = OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT);
        for (BenchmarkListEntry entry : BenchmarkList.defaultList().getAll(silent, List.of())) {
            Map<String, List<String>> parameters = new TreeMap<>(CANDIDATE_LAST);
            entry.getParams()
                    .orElse(Map.of())
                    .forEach((name, all) -> parameters.put(name, values.getOrDefault(name, List.of(all))));
            combine(parameters).forEach(combination -> trials.add(new Trial(entry.getUsername(), combination)));
        }
        return trials;
    }

    private static List<SortedMap<String, String>> combine(Map<String, List<String>> parameters) {
        List<SortedMap<String, String>> combinations = new ArrayList<>(List.of(new TreeMap<>()));
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            List<SortedMap<String, String>> longer = new ArrayList<>();
            for (SortedMap<String, String> combination : combinations) {
                for (String value : parameter.getValue()) {
                    SortedMap<String, String> copy = new TreeMap<>(combination);
                    copy.put(parameter.getKey(), value);
                    longer.add(copy);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    /** Returns options with which JMH runs this trial alone. */
    public ChainedOptionsBuilder options() {
        ChainedOptionsBuilder options = new OptionsBuilder().include("^" + Pattern.quote(benchmark) + "$");
        parameters.forEach(options::param);
        return options;
    }

    /** Returns the benchmark without the package that all have in common, and the parameters: the text for people. */
    @Override
    public String toString() {
        String name = benchmark.startsWith(PACKAGE) ? benchmark.substring(PACKAGE.length()) : benchmark;
        return parameters.isEmpty() ? name : name + " " + parameters;
    }
}
