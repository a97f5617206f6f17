// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.plan;

import java.util.ArrayList;
import java.util.List;
import org.mish4j.Graph;
import org.mish4j.ModelMemory;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.PlanStep;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.internal.backend.StepDescriptions;
import org.mish4j.vector.kernels.ConstantPool;
import org.mish4j.vector.kernels.Kernel;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.memory.Block;
import org.mish4j.vector.memory.View;
import org.mish4j.vector.simd.Loops;

/** Makes a plan of a graph: places values, drafts steps, places memory, and makes the kernels. */
public final class PlanBuilder {
    private final Graph graph;
    private final KernelContext context;
    private final Placement placement;
    private final StepDrafts drafts;

    /**
     * Prepares a plan.
     *
     * @param threads how many threads share a step
     * @throws IllegalArgumentException if the graph has a batch normalisation
     */
    public PlanBuilder(Graph graph, Loops loops, int threads) {
        for (Node node : graph.nodes()) {
            if (node.operator() instanceof Operator.BatchNormalization) {
                throw new IllegalArgumentException(
                        "node '%s' is a batch normalisation, expected a graph without any".formatted(node.name()));
            }
        }
        this.graph = graph;
        this.context = new KernelContext(loops, threads, new ConstantPool());
        this.placement = new Placement(graph);
        this.drafts = new StepDrafts(placement, context);
    }

    /** Makes the plan. */
    public Plan build() {
        List<Draft> steps = drafts.of(graph);
        List<Plan.BoundInput> inputs = inputs();
        List<Plan.BoundOutput> outputs = graph.outputs().stream()
                .map(output -> new Plan.BoundOutput(output, drafts.viewOf(output.value())))
                .toList();
        noteUses(steps, inputs, outputs);
        List<Block> blocks = placement.blocks().stream().filter(Block::isUsed).toList();
        long zeros = MemoryPlanner.align(zeroBytes());
        long activations = MemoryPlanner.place(blocks, zeros);
        List<Kernel> kernels = new ArrayList<>();
        steps.forEach(step -> kernels.add(step.kernel().get()));
        long scratchBytes = MemoryPlanner.align(
                kernels.stream().mapToLong(Kernel::scratchBytes).max().orElse(0));
        ModelMemory memory = new ModelMemory(
                context.constants().byteSize(),
                activations,
                MemoryPlanner.largestLive(blocks, steps.size()),
                scratchBytes * context.threads());
        return new Plan(
                describe(steps, kernels),
                kernels,
                inputs,
                outputs,
                context.constants(),
                memory,
                context.threads(),
                activations,
                scratchBytes,
                kernels.stream().mapToInt(Kernel::tableLength).max().orElse(0));
    }

    private List<Plan.BoundInput> inputs() {
        return graph.inputs().stream()
                .map(input -> new Plan.BoundInput(input, placement.of(input), isRead(input)))
                .toList();
    }

    private boolean isRead(Value input) {
        return graph.nodes().stream().anyMatch(node -> node.inputs().contains(input))
                || graph.outputs().stream().anyMatch(output -> output.value() == input);
    }

    /** Inputs are written before the first step, outputs read after the last one. */
    private static void noteUses(List<Draft> steps, List<Plan.BoundInput> inputs, List<Plan.BoundOutput> outputs) {
        inputs.forEach(input -> input.view().block().useIn(-1));
        for (int step = 0; step < steps.size(); step++) {
            for (Access access : steps.get(step).reads()) {
                access.view().block().useIn(step);
            }
            steps.get(step).dst().view().block().useIn(step);
        }
        outputs.forEach(output -> output.view().block().useIn(steps.size()));
    }

    /** Returns how many zeros the padding of a convolution may read: those of a pixel's channels. */
    private long zeroBytes() {
        return graph.nodes().stream()
                .filter(node -> node.operator() instanceof Operator.Convolution
                        || node.operator() instanceof Operator.Deconvolution)
                .mapToLong(node -> node.inputs().getFirst().shape().dimension(1) * Float.BYTES)
                .max()
                .orElse(0);
    }

    private static List<PlanStep> describe(List<Draft> drafts, List<Kernel> kernels) {
        List<PlanStep> steps = new ArrayList<>();
        for (int step = 0; step < drafts.size(); step++) {
            Draft draft = drafts.get(step);
            steps.add(new PlanStep(
                    draft.name(),
                    draft.operation(),
                    kernels.get(step).name(),
                    describe(draft.dst().view())));
        }
        return steps;
    }

    private static String describe(View view) {
        boolean channelsLast = view.rank() >= 3 && view.stride(1) == 1 && view.dimension(1) > 1;
        return StepDescriptions.tensor(Shape.of(view.dimensions()), channelsLast);
    }
}
