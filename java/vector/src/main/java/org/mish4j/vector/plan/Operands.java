// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.plan;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.mish4j.Constant;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.internal.types.ElementConversion;
import org.mish4j.vector.kernels.CopyKernel;
import org.mish4j.vector.kernels.KernelContext;

/** Gives kernels the views of their operands, and copies where an operand does not lie as a kernel needs it. */
final class Operands {
    private static final int CHANNEL_AXIS = 1;

    private final Placement placement;
    private final KernelContext context;
    private final List<Draft> drafts;
    private final Map<Constant, View> constants = new IdentityHashMap<>();

    Operands(Placement placement, KernelContext context, List<Draft> drafts) {
        this.placement = placement;
        this.context = context;
        this.drafts = drafts;
    }

    /** Returns where a value lies; a constant gets a copy of floats. */
    View of(Value value) {
        Constant constant = value.constant();
        return constant == null ? placement.of(value) : constants.computeIfAbsent(constant, this::addConstant);
    }

    List<View> of(List<Value> values) {
        List<View> views = new ArrayList<>();
        values.forEach(value -> views.add(of(value)));
        return views;
    }

    private View addConstant(Constant constant) {
        long[] dimensions = constant.shape().toArray();
        long count = constant.shape().elementCount();
        long bytes = count * Float.BYTES;
        long offset = context.constants()
                .add(bytes, segment -> ElementConversion.toFloats(constant.type(), constant.segment(), segment, count));
        return View.dense(Block.at(Space.CONSTANTS, offset, bytes), dimensions, MemoryOrder.ROW_MAJOR);
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

    /** Returns images in the activations whose pixels have their channels side by side: these or a copy. */
    View images(String name, Value value) {
        View view = of(value);
        boolean fits = view.space() == Space.ACTIVATIONS && view.isContiguousAlong(CHANNEL_AXIS);
        return fits ? view : copy(name, view, MemoryOrder.CHANNELS_LAST);
    }

    /** Returns matrices in the activations whose rows are contiguous: these or a copy. */
    View rows(String name, Value value) {
        View view = of(value);
        boolean fits = view.space() == Space.ACTIVATIONS && view.isContiguousAlong(view.rank() - 1);
        return fits ? view : copy(name, view, MemoryOrder.ROW_MAJOR);
    }

    private View copy(String name, View view, MemoryOrder order) {
        View copy = placement.allocate(view.dimensions(), order);
        drafts.add(new Draft(name, "reorder", List.of(view), copy, () -> new CopyKernel(context, view, copy)));
        return copy;
    }
}
