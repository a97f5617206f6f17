// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mish4j.CompiledModel;
import org.mish4j.ModelMemory;
import org.mish4j.PlanStep;
import org.mish4j.cli.text.NumberRanges;
import org.mish4j.cli.text.TextTable;

/** An executed plan, as text and as JSON. */
public final class PlanText {
    private static final int LONGEST_STEPS = 24;

    private PlanText() {}

    /** A choice that several steps may have in common. */
    private record Choice(String algorithm, String reason) {}

    public static List<String> lines(List<PlanStep> steps) {
        TextTable table =
                new TextTable("step", "name", "operation", "algorithm", "kernel", "result").withoutEmptyColumns();
        for (int index = 0; index < steps.size(); index++) {
            PlanStep step = steps.get(index);
            table.row(index + 1, step.name(), step.operation(), step.algorithm(), step.kernel(), step.result());
        }
        List<String> lines = new ArrayList<>(table.lines());
        AlgorithmCounts counts = AlgorithmCounts.of(steps);
        if (!counts.isEmpty()) {
            lines.addAll(List.of("", "Convolutions by their algorithms: " + counts.text()));
        }
        Map<Choice, List<Integer>> choices = choices(steps);
        if (!choices.isEmpty()) {
            TextTable reasons = new TextTable("algorithm", "steps", "reason");
            choices.forEach((choice, chosen) -> reasons.row(choice.algorithm(), numbers(chosen), choice.reason()));
            lines.addAll(reasons.lines());
        }
        return lines;
    }

    private static Map<Choice, List<Integer>> choices(List<PlanStep> steps) {
        Map<Choice, List<Integer>> choices = new LinkedHashMap<>();
        for (int index = 0; index < steps.size(); index++) {
            PlanStep step = steps.get(index);
            if (!step.reason().isEmpty()) {
                choices.computeIfAbsent(new Choice(step.algorithm(), step.reason()), _ -> new ArrayList<>())
                        .add(index + 1);
            }
        }
        return choices;
    }

    /** The steps' numbers, or how many they are where that is long: the table above has each. */
    private static String numbers(List<Integer> steps) {
        String ranges = NumberRanges.text(steps);
        return ranges.length() <= LONGEST_STEPS
                ? ranges
                : "%d and %d more".formatted(steps.getFirst(), steps.size() - 1);
    }

    public static Map<String, Object> toJson(CompiledModel model) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("device", model.device().name());
        object.put("threads", model.threads());
        object.put("steps", model.steps().stream().map(PlanText::toJson).toList());
        object.put("convolutions", AlgorithmCounts.of(model.steps()).counts());
        object.put("memory", toJson(model.memory()));
        return object;
    }

    private static Map<String, Object> toJson(PlanStep step) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", step.name());
        object.put("operation", step.operation());
        object.put("algorithm", step.algorithm());
        object.put("reason", step.reason());
        object.put("kernel", step.kernel());
        object.put("result", step.result());
        return object;
    }

    private static Map<String, Object> toJson(ModelMemory memory) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("weights", memory.weights());
        object.put("activations", memory.activations());
        object.put("largestLive", memory.largestLive());
        object.put("scratchpad", memory.scratchpad());
        return object;
    }
}
