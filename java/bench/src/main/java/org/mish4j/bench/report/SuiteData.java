// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.mish4j.bench.suite.ResultFiles;

/**
 * What is in the JSON files of a suite.
 *
 * @param outcomes measurements, in the order of the file, then what could not be measured
 * @param machine the description of the machine
 */
record SuiteData(List<Outcome> outcomes, JsonObject machine) {
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    /** Makes the list immutable. */
    SuiteData {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * Reads a folder's files.
     *
     * @throws IOException if one can't be read, or has other content; the text names the file
     */
    static SuiteData read(Path folder) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        outcomes.addAll(parse(folder.resolve(ResultFiles.RESULTS), json -> all(json, SuiteData::measured)));
        outcomes.addAll(parse(folder.resolve(ResultFiles.OMISSIONS), json -> all(json, SuiteData::omitted)));
        return new SuiteData(outcomes, parse(folder.resolve(ResultFiles.MACHINE), JsonElement::getAsJsonObject));
    }

    private static <T> T parse(Path file, Function<JsonElement, T> reader) throws IOException {
        String text = Files.readString(file);
        try {
            return reader.apply(JsonParser.parseString(text));
        } catch (RuntimeException e) {
            throw new IOException("'%s' is not what a suite has written: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static List<Outcome> all(JsonElement array, Function<JsonObject, Outcome> reader) {
        return array.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(reader)
                .toList();
    }

    private static Outcome measured(JsonObject result) {
        JsonObject primary = result.getAsJsonObject("primaryMetric");
        JsonObject allocation = result.getAsJsonObject("secondaryMetrics").getAsJsonObject(ALLOCATION);
        return new Outcome.Measured(
                result.get("benchmark").getAsString(),
                parameters(result),
                primary.get("scoreUnit").getAsString(),
                Statistics.of(rawData(primary)),
                allocation == null
                        ? Double.NaN
                        : Statistics.of(rawData(allocation)).median());
    }

    private static Outcome omitted(JsonObject omission) {
        return new Outcome.Omitted(
                omission.get("benchmark").getAsString(),
                parameters(omission),
                omission.get("reason").getAsString(),
                omission.get("failure").getAsBoolean());
    }

    private static SortedMap<String, String> parameters(JsonObject object) {
        SortedMap<String, String> parameters = new TreeMap<>();
        JsonObject members = object.getAsJsonObject("params");
        if (members != null) {
            members.asMap().forEach((name, value) -> parameters.put(name, value.getAsString()));
        }
        return parameters;
    }

    private static List<Double> rawData(JsonObject metric) {
        List<Double> numbers = new ArrayList<>();
        for (JsonElement fork : metric.getAsJsonArray("rawData")) {
            JsonArray iterations = fork.getAsJsonArray();
            iterations.forEach(iteration -> numbers.add(iteration.getAsDouble()));
        }
        return numbers;
    }
}
