// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Value;
import org.mish4j.vector.memory.Block;
import org.mish4j.vector.memory.MemoryOrder;
import org.mish4j.vector.memory.View;

/**
 * Where the values of a graph lie. A slice, a transposition or a new shape is a view of what it is made of, where that is
 * possible; what a concatenation joins lies in the joined value from the start, where that is possible; all else has memory
 * of its own.
 */
final class Placement {
    /** A part of a joined value. */
    private record Home(Node concat, int axis, long start) {}

    private final MemoryOrders orders;
    private final Map<Value, Node> producers = new IdentityHashMap<>();
    private final Map<Value, Home> homes = new IdentityHashMap<>();
    private final Map<Value, View> views = new IdentityHashMap<>();
    private final List<Block> blocks = new ArrayList<>();

    Placement(Graph graph) {
        this.orders = new MemoryOrders(graph);
        graph.nodes().forEach(node -> producers.put(node.output(), node));
        for (Node node : graph.nodes().reversed()) {
            if (node.operator() instanceof Operator.Concat(int axis)) {
                findHomes(node, axis);
            }
        }
    }

    private void findHomes(Node concat, int axis) {
        long start = 0;
        for (Value input : concat.inputs()) {
            if (canLieIn(concat.output(), input)) {
                homes.put(input, new Home(concat, axis, start));
            }
            start += input.shape().dimension(axis);
        }
    }

    /** Tells whether a node can write its result right into a joined value. */
    private boolean canLieIn(Value joined, Value input) {
        Node producer = producers.get(input);
        return producer != null
                && !homes.containsKey(input)
                && orders.of(input) == orders.of(joined)
                && !isMovement(producer.operator());
    }

    private static boolean isMovement(Operator operator) {
        return operator instanceof Operator.Slice
                || operator instanceof Operator.Transpose
                || operator instanceof Operator.Reshape;
    }

    /** Returns where an input, or the result of a node, lies. */
    View of(Value value) {
        View view = views.get(value);
        if (view == null) {
            view = place(value);
            views.put(value, view);
        }
        return view;
    }

    private View place(Value value) {
        Home home = homes.get(value);
        if (home != null) {
            return of(home.concat().output())
                    .part(home.axis(), home.start(), value.shape().dimension(home.axis()));
        }
        Node producer = producers.get(value);
        View movement = producer == null ? null : movementView(producer);
        return movement == null ? allocate(value.shape().toArray(), orders.of(value)) : movement;
    }

    /** Returns the result of a node that moves elements as a view of its input, or null where it can't be one. */
    private @Nullable View movementView(Node node) {
        if (!isMovement(node.operator()) || node.inputs().getFirst().isConstant()) {
            return null;
        }
        View src = of(node.inputs().getFirst());
        return switch (node.operator()) {
            case Operator.Slice(var starts, var sizes, var steps) ->
                src.slice(toArray(starts), toArray(sizes), toArray(steps));
            case Operator.Transpose(var permutation) ->
                src.transpose(permutation.stream().mapToInt(Integer::intValue).toArray());
            case Operator.Reshape(var shape) -> src.isRowMajor() ? src.reshape(shape.toArray()) : null;
            default -> null;
        };
    }

    private static long[] toArray(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    /** Tells whether a node has nothing to do, since its result is a view of its input. */
    boolean isView(Node node) {
        return isMovement(node.operator())
                && !node.inputs().getFirst().isConstant()
                && of(node.output()).block() == of(node.inputs().getFirst()).block();
    }

    /** Tells whether an input of a concatenation lies in its result; one that is joined twice lies there once. */
    boolean isJoined(Node concat, int input) {
        Value value = concat.inputs().get(input);
        Home home = homes.get(value);
        return home != null
                && home.concat().output() == concat.output()
                && home.start() == startOf(concat, ((Operator.Concat) concat.operator()).axis(), input);
    }

    /** Returns the place in a concatenation's result, along its axis, at which an input begins. */
    static long startOf(Node concat, int axis, int input) {
        return concat.inputs().subList(0, input).stream()
                .mapToLong(value -> value.shape().dimension(axis))
                .sum();
    }

    /** Makes memory for a dense tensor. */
    View allocate(long[] dimensions, MemoryOrder order) {
        long elements = 1;
        for (long dimension : dimensions) {
            elements *= dimension;
        }
        return View.dense(allocate(elements), dimensions, order);
    }

    /** Makes memory for a number of floats. */
    Block allocate(long elements) {
        Block block = Block.ofActivations(elements);
        blocks.add(block);
        return block;
    }

    /** Returns all memory that was made. */
    List<Block> blocks() {
        return List.copyOf(blocks);
    }
}
