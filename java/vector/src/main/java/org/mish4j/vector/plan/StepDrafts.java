// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.plan;

import java.util.ArrayList;
import java.util.List;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Value;
import org.mish4j.internal.backend.StepDescriptions;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.kernels.rows.CopyKernel;
import org.mish4j.vector.kernels.rows.Kernels;
import org.mish4j.vector.memory.View;

/** The steps that the nodes of a graph need. */
final class StepDrafts {
    private final Placement placement;
    private final KernelContext context;
    private final Operands operands;
    private final WeightedDrafts weighted;
    private final List<Draft> drafts = new ArrayList<>();

    StepDrafts(Placement placement, KernelContext context) {
        this.placement = placement;
        this.context = context;
        this.operands = new Operands(placement, context, drafts);
        this.weighted = new WeightedDrafts(placement, operands, context, drafts);
    }

    List<Draft> of(Graph graph) {
        graph.nodes().forEach(this::add);
        return drafts;
    }

    /** Returns where a value lies. */
    View viewOf(Value value) {
        return operands.of(value);
    }

    private void add(Node node) {
        if (placement.isView(node)) {
            return;
        }
        switch (node.operator()) {
            case Operator.Convolution _, Operator.Deconvolution _, Operator.MatMul _ -> weighted.add(node);
            case Operator.Concat(int axis) -> addConcat(node, axis);
            case Operator.Reshape _ -> addReshape(node);
            default -> addKernel(node);
        }
    }

    private void addKernel(Node node) {
        List<Access> reads = operands.of(node);
        List<View> inputs = reads.stream().map(Access::view).toList();
        View dst = placement.of(node.output());
        drafts.add(new Draft(
                node.name(),
                StepDescriptions.operation(node.operator()),
                reads,
                new Access(dst, LayoutDemands.ofResult(node.operator())),
                () -> Kernels.create(node.operator(), inputs, dst, context)));
    }

    /** Copies what does not lie in the joined value from the start. */
    private void addConcat(Node node, int axis) {
        View joined = placement.of(node.output());
        for (int input = 0; input < node.inputs().size(); input++) {
            if (!placement.isJoined(node, input)) {
                View src = operands.of(node.inputs().get(input));
                View dst = joined.part(axis, Placement.startOf(node, axis, input), src.dimension(axis));
                addCopy(node, src, dst);
            }
        }
    }

    private void addReshape(Node node) {
        View src = operands.of(node.inputs().getFirst());
        addCopy(node, src, placement.of(node.output()).reshape(src.dimensions()));
    }

    private void addCopy(Node node, View src, View dst) {
        drafts.add(new Draft(
                node.name(),
                StepDescriptions.operation(node.operator()),
                List.of(Access.any(src)),
                Access.any(dst),
                () -> new CopyKernel(context, src, dst)));
    }
}
