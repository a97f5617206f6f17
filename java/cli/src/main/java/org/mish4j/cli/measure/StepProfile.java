// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mish4j.CompiledModel;
import org.mish4j.InferRequest;
import org.mish4j.PlanStep;

/**
 * Where the time of an inference goes.
 *
 * @param steps in the order in which they are executed
 */
public record StepProfile(List<StepTime> steps) {
    private static final Set<String> COUNTED = Set.of("convolution", "deconvolution", "matmul");

    /**
     * A step with its time.
     *
     * @param nanoseconds the median of all measured runs
     * @param flops its number of floating-point operations; 0 where they are not counted
     */
    public record StepTime(PlanStep step, long nanoseconds, long flops) {}

    /** All steps of a kind together. */
    public record KindTime(String operation, int count, long nanoseconds, long flops) {
        private KindTime plus(StepTime time) {
            return new KindTime(operation, count + 1, nanoseconds + time.nanoseconds(), flops + time.flops());
        }
    }

    /**
     * Measures.
     *
     * @param flops the floating-point operations of nodes, by their names
     * @param runs how many, at least 1
     */
    public static StepProfile measure(CompiledModel model, Map<String, Long> flops, int runs) {
        long[][] times = new long[runs][];
        try (InferRequest request = model.createRequest()) {
            RandomInputs.fill(request);
            request.run();
            request.setProfiling(true);
            for (int run = 0; run < runs; run++) {
                request.run();
                times[run] = request.stepNanoseconds();
            }
        }
        Map<String, Long> remaining = new HashMap<>(flops);
        List<StepTime> steps = new ArrayList<>();
        for (int index = 0; index < model.steps().size(); index++) {
            PlanStep step = model.steps().get(index);
            int position = index;
            long[] ofStep = Arrays.stream(times).mapToLong(run -> run[position]).toArray();
            steps.add(new StepTime(step, Latency.of(ofStep).p50(), takeFlops(step, remaining)));
        }
        return new StepProfile(List.copyOf(steps));
    }

    /** Steps that a backend added have the name of a node, too: only the one that computes has its operations. */
    private static long takeFlops(PlanStep step, Map<String, Long> remaining) {
        String operation = step.operation().split("\\+", 2)[0];
        Long flops = COUNTED.contains(operation) ? remaining.remove(step.name()) : null;
        return flops == null ? 0 : flops;
    }

    /** Returns the sum of all steps' times. */
    public long totalNanoseconds() {
        return steps.stream().mapToLong(StepTime::nanoseconds).sum();
    }

    /** Returns the steps by what they compute, the slowest first. */
    public List<KindTime> kinds() {
        Map<String, KindTime> kinds = new LinkedHashMap<>();
        for (StepTime time : steps) {
            String operation = time.step().operation();
            kinds.put(
                    operation,
                    kinds.getOrDefault(operation, new KindTime(operation, 0, 0, 0))
                            .plus(time));
        }
        return kinds.values().stream()
                .sorted(Comparator.comparingLong(KindTime::nanoseconds).reversed())
                .toList();
    }
}
