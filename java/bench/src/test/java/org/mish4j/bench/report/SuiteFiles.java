// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes files like a suite's, with numbers of a test's choice. */
final class SuiteFiles {
    private final List<String> results = new ArrayList<>();
    private final List<String> omissions = new ArrayList<>();

    /** Adds a result of JMH. {@code parameters} is JSON without the braces, {@code rawData} JSON. */
    SuiteFiles result(String benchmark, String parameters, String unit, String rawData, double bytes) {
        results.add("""
                {"benchmark": "org.mish4j.bench.%s", "mode": "avgt", %s
                 "primaryMetric": {"score": 1e9, "scoreError": "NaN", "scoreUnit": "%s", "rawData": %s},
                 "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 1e9, "scoreUnit": "B/op", "rawData": [[%s]]}}}
                """.formatted(
                        benchmark,
                        parameters.isEmpty() ? "" : "\"params\": {%s},".formatted(parameters),
                        unit,
                        rawData,
                        bytes));
        return this;
    }

    /** Adds a trial without a result. */
    SuiteFiles omission(String benchmark, String parameters, String reason, boolean isFailure) {
        omissions.add("{\"benchmark\": \"org.mish4j.bench.%s\", \"params\": {%s}, \"reason\": \"%s\", \"failure\": %s}"
                .formatted(benchmark, parameters, reason, isFailure));
        return this;
    }

    /** Writes the three files. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("results.json"), array(results));
        Files.writeString(folder.resolve("omissions.json"), array(omissions));
        Files.writeString(
                folder.resolve("machine.json"),
                "{\"date\": \"2026-01-02\", \"processor\": {\"model\": \"abacus\", \"caches\": [\"L1\", \"L2\"]}}");
    }

    private static String array(List<String> elements) {
        return elements.stream().collect(Collectors.joining(",\n", "[", "]"));
    }

    static String parameters(String candidate, String name, String value, String threads) {
        return "\"candidate\": \"%s\", \"%s\": \"%s\", \"threads\": \"%s\"".formatted(candidate, name, value, threads);
    }

    /** Returns some of everything. */
    static SuiteFiles mixed() {
        String convolution = "convolution.ConvolutionMish.run";
        String network = "network.WholeNetwork.run";
        return new SuiteFiles()
                .result("call.EmptyCall.java", "", "ns/op", "[[2.0, 1.0], [4.0, 2.25]]", 0.0003)
                .result("call.EmptyCall.downcall", "", "ns/op", "[[8.5, 8.0, 9.0]]", 0)
                .result("call.RunCall.inferRequest", "\"device\": \"cpu\"", "ns/op", "[[500]]", 0)
                .result(
                        "mish.MishFunction.run",
                        "\"candidate\": \"native-segment\", \"elements\": \"1024\"",
                        "us/op",
                        "[[1.5]]",
                        16)
                .result(
                        convolution,
                        parameters("native-fused", "convolution", "4x4 3->5 3x3 s1", "2"),
                        "us/op",
                        "[[10]]",
                        0)
                .result(
                        convolution,
                        parameters("java-arrays", "convolution", "4x4 3->5 3x3 s1", "2"),
                        "us/op",
                        "[[20]]",
                        0)
                .result(
                        convolution,
                        parameters("native-fused", "convolution", "6x6 2->4 1x1 s1", "2"),
                        "us/op",
                        "[[2]]",
                        0)
                .result(
                        convolution,
                        parameters("java-arrays", "convolution", "6x6 2->4 1x1 s1", "2"),
                        "us/op",
                        "[[16]]",
                        0)
                .omission(
                        convolution,
                        parameters("java-vector", "convolution", "4x4 3->5 3x3 s1", "2"),
                        "no module",
                        false)
                .result(network, parameters("mish4j-cpu-f32", "network", "digits", "1"), "ms/op", "[[0.25]]", 0)
                .result(network, parameters("mish4j-cpu-f32", "network", "digits", "2"), "ms/op", "[[0.125]]", 0)
                .result(network, parameters("onnxruntime", "network", "digits", "2"), "ms/op", "[[0.5]]", 1234.4)
                .omission(network, parameters("tensorflow", "network", "digits", "2"), "it | broke\\n twice", true);
    }
}
