// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mish4j.CompiledModel;
import org.mish4j.ModelMemory;
import org.mish4j.PlanStep;
import org.mish4j.cli.text.TextTable;

/** An executed plan, as text and as JSON. */
final class PlanText {
    private PlanText() {}

    static List<String> lines(List<PlanStep> steps) {
        TextTable table = new TextTable("step", "name", "operation", "kernel", "result");
        for (int index = 0; index < steps.size(); index++) {
            PlanStep step = steps.get(index);
            table.row(index + 1, step.name(), step.operation(), step.kernel(), step.result());
        }
        return table.lines();
    }

    static Map<String, Object> toJson(CompiledModel model) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("device", model.device().name());
        object.put("threads", model.threads());
        object.put("steps", model.steps().stream().map(PlanText::toJson).toList());
        object.put("memory", toJson(model.memory()));
        return object;
    }

    private static Map<String, Object> toJson(PlanStep step) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", step.name());
        object.put("operation", step.operation());
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
