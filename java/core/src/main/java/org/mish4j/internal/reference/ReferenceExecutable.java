// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference;

import java.util.List;
import org.mish4j.Graph;
import org.mish4j.MishException;
import org.mish4j.ModelMemory;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.PlanStep;
import org.mish4j.internal.backend.Executable;
import org.mish4j.internal.backend.Execution;
import org.mish4j.internal.backend.StepDescriptions;

/** A graph, a step for each of its nodes. */
final class ReferenceExecutable implements Executable {
    private static final String KERNEL = "reference";

    private final Graph graph;
    private final List<PlanStep> steps;
    private final ModelMemory memory;

    ReferenceExecutable(Graph graph) {
        for (Node node : graph.nodes()) {
            if (node.operator() instanceof Operator.BatchNormalization) {
                throw new IllegalArgumentException(
                        "node '%s' is a batch normalisation, expected a graph without any".formatted(node.name()));
            }
        }
        this.graph = graph;
        this.steps = graph.nodes().stream()
                .map(node -> StepDescriptions.describe(node, KERNEL))
                .toList();
        this.memory = MemoryUse.of(graph);
    }

    @Override
    public List<PlanStep> steps() {
        return steps;
    }

    @Override
    public ModelMemory memory() {
        return memory;
    }

    @Override
    public int threads() {
        return 1;
    }

    /**
     * Makes an execution, with memory of its own for the result of every node.
     *
     * @throws MishException if there is not enough memory
     */
    @Override
    public Execution newExecution() {
        return new ReferenceExecution(graph);
    }

    /** Does nothing: constants are read where they are, and are freed when nothing refers to the graph any more. */
    @Override
    public void release() {}
}
