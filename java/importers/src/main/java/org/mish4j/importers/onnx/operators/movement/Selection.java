// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.movement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.importers.onnx.constants.Movements;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;

/** Chosen places of one dimension, whatever the type of the elements. */
public final class Selection {
    /** The most places that may be chosen, since the indices of an operator lie on the Java heap. */
    public static final long MAX_PLACES = 1L << 24;

    private Selection() {}

    /**
     * Returns the places that indices name, in their order.
     *
     * @param indices each of 0 to the dimension's size - 1; for what is computed at least one
     */
    public static Operand of(NodeContext node, Operand source, int axis, long[] indices) {
        if (source instanceof Operand.Known known) {
            return node.known(Movements.gather(known.constant(), axis, indices, Shape.of(indices.length)));
        }
        long step = indices.length > 1 ? indices[1] - indices[0] : 1;
        for (int i = 1; i < indices.length; i++) {
            if (step < 1 || indices[i] - indices[i - 1] != step) {
                return node.addMovement(
                        new Operator.Gather(axis, LongStream.of(indices).boxed().toList()), source);
            }
        }
        return slice(node, source, axis, indices[0], indices.length, step);
    }

    /** Returns places that follow each other; for what is computed at least one. */
    static Operand range(NodeContext node, Operand source, int axis, long start, long size) {
        if (source instanceof Operand.Known known) {
            long[] starts = new long[source.shape().rank()];
            long[] steps = new long[starts.length];
            Arrays.fill(steps, 1);
            starts[axis] = start;
            long[] sizes = source.shape().withDimension(axis, size).toArray();
            return node.known(Movements.slice(known.constant(), starts, sizes, steps));
        }
        return slice(node, source, axis, start, size, 1);
    }

    private static Operand slice(NodeContext node, Operand source, int axis, long start, long size, long step) {
        Shape shape = source.shape();
        if (size == shape.dimension(axis)) {
            return source;
        }
        List<Long> starts = new ArrayList<>(Collections.nCopies(shape.rank(), 0L));
        List<Long> steps = new ArrayList<>(Collections.nCopies(shape.rank(), 1L));
        starts.set(axis, start);
        steps.set(axis, step);
        List<Long> sizes =
                LongStream.of(shape.withDimension(axis, size).toArray()).boxed().toList();
        return node.addMovement(new Operator.Slice(starts, sizes, steps), source);
    }
}
