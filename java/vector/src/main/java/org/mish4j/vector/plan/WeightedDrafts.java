// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.plan;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mish4j.Constant;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Value;
import org.mish4j.internal.backend.StepDescriptions;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.kernels.product.PackWeightsKernel;
import org.mish4j.vector.kernels.product.PackedWeights;
import org.mish4j.vector.kernels.product.WeightStrides;
import org.mish4j.vector.kernels.product.WeightedOperator;
import org.mish4j.vector.memory.Block;
import org.mish4j.vector.memory.MemoryOrder;
import org.mish4j.vector.memory.Space;
import org.mish4j.vector.memory.View;

/** The steps of the operators that have weights. Constant weights are packed once, others by a step of their own. */
final class WeightedDrafts {
    private static final int WEIGHTS = 1;
    private static final int BIAS = 2;

    private final Placement placement;
    private final Operands operands;
    private final KernelContext context;
    private final List<Draft> drafts;

    WeightedDrafts(Placement placement, Operands operands, KernelContext context, List<Draft> drafts) {
        this.placement = placement;
        this.operands = operands;
        this.context = context;
        this.drafts = drafts;
    }

    void add(Node node) {
        Operator operator = node.operator();
        Access src = operands.of(node, 0);
        View dst = placement.of(node.output());
        Value weights = node.inputs().get(WEIGHTS);
        Value bias = WeightedOperator.hasBias(operator) ? node.inputs().get(BIAS) : null;
        List<Access> reads = new ArrayList<>();
        for (int input = bias == null ? BIAS : BIAS + 1; input < node.inputs().size(); input++) {
            reads.add(operands.of(node, input));
        }
        List<View> residuals = reads.stream().map(Access::view).toList();
        WeightedOperator product = WeightedOperator.of(
                operator,
                node.inputs().getFirst().shape().toArray(),
                weights.shape().toArray(),
                dst.dimensions(),
                context.loops().lanes());
        Block packed = pack(node, product, weights, bias);
        reads.add(src);
        reads.add(Access.any(View.dense(packed, new long[] {0}, MemoryOrder.ROW_MAJOR)));
        drafts.add(new Draft(
                node.name(),
                StepDescriptions.operation(operator),
                reads,
                new Access(dst, LayoutDemands.ofResult(operator)),
                () -> product.create(context, src.view(), packed, residuals, dst)));
    }

    private Block pack(Node node, WeightedOperator product, Value weights, @Nullable Value bias) {
        if (weights.constant() != null && (bias == null || bias.constant() != null)) {
            return packOnce(product, weights.constant(), bias == null ? null : bias.constant());
        }
        View weightsView = operands.of(weights);
        View biasView = bias == null ? null : operands.of(bias);
        Block packed = placement.allocate(product.layout().bytes() / Float.BYTES);
        drafts.add(new Draft(
                node.name(),
                "reorder",
                biasView == null
                        ? List.of(Access.any(weightsView))
                        : List.of(Access.any(weightsView), Access.any(biasView)),
                Access.any(
                        View.dense(packed, new long[] {product.layout().bytes() / Float.BYTES}, MemoryOrder.ROW_MAJOR)),
                () -> new PackWeightsKernel(
                        product.layout(), product.strides(weightsView, biasView), weightsView, biasView, packed)));
        return packed;
    }

    private Block packOnce(WeightedOperator product, Constant weights, @Nullable Constant bias) {
        WeightStrides strides = product.strides(ownView(weights), bias == null ? null : ownView(bias));
        PackedWeights layout = product.layout();
        long offset = context.constants().add(layout.bytes(), target -> {
            MemorySegment weightFloats = Operands.floats(weights);
            MemorySegment biasFloats = bias == null ? weightFloats : Operands.floats(bias);
            for (int group = 0; group < layout.groups(); group++) {
                for (int panel = 0; panel < layout.panels(); panel++) {
                    layout.pack(strides, weightFloats, biasFloats, target, 0, group, panel);
                }
            }
        });
        return Block.at(Space.CONSTANTS, offset, layout.bytes());
    }

    /** Returns a constant's elements where they are. */
    private static View ownView(Constant constant) {
        long bytes = constant.shape().elementCount() * Float.BYTES;
        Block block = Block.at(Space.CONSTANTS, 0, bytes);
        return View.dense(block, constant.shape().toArray(), MemoryOrder.ROW_MAJOR);
    }
}
