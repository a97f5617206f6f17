// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The machine and the measurement in words, of what the description has. */
final class MachineText {
    private MachineText() {}

    /** Returns lines of a list in Markdown. */
    static List<String> lines(JsonObject machine) {
        List<String> lines = new ArrayList<>();
        add(lines, "Processor", object(machine, "processor"));
        add(lines, "Memory", object(machine, "memory"));
        add(lines, "System", object(machine, "system"));
        add(lines, "Java", object(machine, "java"));
        add(lines, "Libraries", object(machine, "libraries"));
        add(lines, "Measurement", object(machine, "measurement"));
        for (String name : List.of("date", "revision")) {
            if (machine.has(name)) {
                lines.add("- %s: %s".formatted(name, text(machine.get(name))));
            }
        }
        return lines;
    }

    private static JsonObject object(JsonObject machine, String name) {
        JsonElement element = machine.get(name);
        return element != null && element.isJsonObject() ? element.getAsJsonObject() : new JsonObject();
    }

    private static void add(List<String> lines, String title, JsonObject object) {
        if (!object.isEmpty()) {
            lines.add("- %s: %s".formatted(title, text(object)));
        }
    }

    private static String text(JsonElement element) {
        if (element.isJsonObject()) {
            return element.getAsJsonObject().entrySet().stream()
                    .map(entry -> "%s %s".formatted(entry.getKey(), text(entry.getValue())))
                    .collect(Collectors.joining(", "));
        }
        if (element.isJsonArray()) {
            return element.getAsJsonArray().asList().stream()
                    .map(MachineText::text)
                    .collect(Collectors.joining(" / "));
        }
        return element.isJsonNull() ? Figures.NONE : element.getAsString();
    }
}
