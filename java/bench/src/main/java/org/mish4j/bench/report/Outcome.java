// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.util.SortedMap;

/** What came of a trial. */
sealed interface Outcome {
    /** Returns the name of the benchmark's method, with its class and package. */
    String benchmark();

    /** Returns the values of the benchmark's parameters by their names. */
    SortedMap<String, String> parameters();

    /**
     * A measurement.
     *
     * @param unit of the time, such as {@code ns/op}
     * @param time of an operation
     * @param bytes how many an operation allocates on the heap, the median; NaN where that was not measured
     */
    record Measured(String benchmark, SortedMap<String, String> parameters, String unit, Statistics time, double bytes)
            implements Outcome {}

    /**
     * No measurement.
     *
     * @param reason why
     * @param isFailure whether there should be one; else the candidate can't run on the machine
     */
    record Omitted(String benchmark, SortedMap<String, String> parameters, String reason, boolean isFailure)
            implements Outcome {}

    /** Returns the last part of the benchmark's package, which is its topic. */
    default String topic() {
        String[] parts = benchmark().split("[.]");
        return parts[parts.length - 3];
    }

    /** Returns the name of the benchmark's class. */
    default String className() {
        String[] parts = benchmark().split("[.]");
        return parts[parts.length - 2];
    }

    /** Returns who was measured: the parameter of that name, or else the method, with the device where it has one. */
    default String candidate() {
        String method = benchmark().substring(benchmark().lastIndexOf('.') + 1);
        String device = parameters().containsKey("device") ? " " + parameters().get("device") : "";
        return parameters().getOrDefault("candidate", method + device);
    }

    /** Returns a parameter's value, or nothing. */
    default String parameter(String name) {
        return parameters().getOrDefault(name, "");
    }
}
