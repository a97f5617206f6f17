// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.plan;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.mish4j.Constant;
import org.mish4j.Node;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.internal.types.ElementConversion;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.kernels.rows.CopyKernel;
import org.mish4j.vector.memory.Block;
import org.mish4j.vector.memory.MemoryOrder;
import org.mish4j.vector.memory.Space;
import org.mish4j.vector.memory.View;

/** Gives kernels the views of their operands, and copies where an operand does not lie as a kernel needs it. */
final class Operands {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    private final Placement placement;
    private final KernelContext context;
    private final List<Draft> drafts;
    private final Map<MemoryOrder, Map<Constant, View>> constants = new EnumMap<>(MemoryOrder.class);

    Operands(Placement placement, KernelContext context, List<Draft> drafts) {
        this.placement = placement;
        this.context = context;
        this.drafts = drafts;
    }

    /** Returns where a value lies; a constant gets a copy of floats. */
    View of(Value value) {
        Constant constant = value.constant();
        return constant == null ? placement.of(value) : of(constant, MemoryOrder.ROW_MAJOR);
    }

    /** Returns an input of a node as its kernel demands it: where it lies, or a copy. */
    Access of(Node node, int input) {
        LayoutDemand demand = LayoutDemands.ofInput(node.operator(), input);
        Value value = node.inputs().get(input);
        MemoryOrder order = demand.denseOrder();
        if (order == null) {
            return new Access(of(value), demand);
        }
        Constant constant = value.constant();
        View view = constant == null ? of(value) : of(constant, order);
        return new Access(demand.isMetBy(view) ? view : copy(node.name(), view, order), demand);
    }

    /** Returns all inputs of a node as its kernel demands them. */
    List<Access> of(Node node) {
        List<Access> accesses = new ArrayList<>();
        for (int input = 0; input < node.inputs().size(); input++) {
            accesses.add(of(node, input));
        }
        return accesses;
    }

    private View of(Constant constant, MemoryOrder order) {
        return constants
                .computeIfAbsent(order, _ -> new IdentityHashMap<>())
                .computeIfAbsent(constant, key -> add(key, order));
    }

    private View add(Constant constant, MemoryOrder order) {
        long[] dimensions = constant.shape().toArray();
        long count = constant.shape().elementCount();
        long bytes = count * Float.BYTES;
        long offset = context.constants().add(bytes, segment -> write(constant, order, segment));
        return View.dense(Block.at(Space.CONSTANTS, offset, bytes), dimensions, order);
    }

    private static void write(Constant constant, MemoryOrder order, MemorySegment target) {
        long count = constant.shape().elementCount();
        if (order == MemoryOrder.ROW_MAJOR) {
            ElementConversion.toFloats(constant.type(), constant.segment(), target, count);
            return;
        }
        MemorySegment floats = floats(constant);
        long[] dimensions = constant.shape().toArray();
        long[] strides = order.strides(dimensions);
        for (long element = 0; element < count; element++) {
            long place = 0;
            long rest = element;
            for (int axis = dimensions.length - 1; axis >= 0; axis--) {
                place += rest % dimensions[axis] * strides[axis];
                rest /= dimensions[axis];
            }
            target.setAtIndex(FLOAT, place, floats.getAtIndex(FLOAT, element));
        }
    }

    /** Returns a constant's elements as floats, where they are if they are floats. */
    static MemorySegment floats(Constant constant) {
        return switch (constant.type()) {
            case F32 -> constant.segment();
            default ->
                Constant.of(
                                TensorType.F32,
                                constant.shape(),
                                segment -> ElementConversion.toFloats(
                                        constant.type(),
                                        constant.segment(),
                                        segment,
                                        constant.shape().elementCount()))
                        .segment();
        };
    }

    private View copy(String name, View view, MemoryOrder order) {
        View copy = placement.allocate(view.dimensions(), order);
        drafts.add(new Draft(
                name,
                "reorder",
                List.of(Access.any(view)),
                Access.any(copy),
                () -> new CopyKernel(context, view, copy)));
        return copy;
    }
}
