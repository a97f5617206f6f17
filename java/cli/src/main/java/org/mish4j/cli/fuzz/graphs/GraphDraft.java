// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz.graphs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;

/**
 * A graph while it grows, with the elements of each of its values, and where the next operands come from. A node is added
 * only if its result is small or no larger than an operand, finite, and within a range where differences mean something.
 */
final class GraphDraft {
    private static final long MAX_ELEMENTS = 6_000;
    private static final float MAX_MAGNITUDE = 500;
    private static final List<TensorType> INPUT_TYPES = List.of(TensorType.values());

    private final Draw draw;
    private final Graph.Builder builder = Graph.builder("random");
    private final List<float[]> inputs = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();
    private final Map<Value, float[]> elements = new IdentityHashMap<>();
    private final Set<Value> read = Collections.newSetFromMap(new IdentityHashMap<>());
    private int names;

    GraphDraft(Draw draw) {
        this.draw = draw;
    }

    Draw draw() {
        return draw;
    }

    Graph.Builder builder() {
        return builder;
    }

    /** Returns what each input gets. */
    List<float[]> inputs() {
        return inputs;
    }

    /** Returns the inputs and the results of nodes, in the order in which they were added. */
    List<Value> values() {
        return values;
    }

    /** Tells whether a node reads a value. */
    boolean isRead(Value value) {
        return read.contains(value);
    }

    /** Adds an input: F32 mostly. */
    Value input(Shape shape) {
        TensorType type = draw.chance(0.75) ? TensorType.F32 : draw.of(INPUT_TYPES);
        Value value = builder.input("input" + inputs.size(), type, shape);
        float[] given = Numbers.of(draw, type, shape.elementCount());
        inputs.add(given);
        return known(value, given);
    }

    Value constant(Shape shape, float... given) {
        Value value = builder.constant("constant" + names++, Constant.ofFloats(shape, given));
        elements.put(value, given);
        return value;
    }

    /** Adds a node if its operands fit and its result is one that can be compared. */
    Optional<Value> add(Operator operator, List<Value> operands) {
        float[] result = NodeEvaluator.evaluate(
                operator,
                operands.stream().map(Value::shape).toList(),
                operands.stream().map(this::elementsOf).toList());
        long largest = MAX_ELEMENTS;
        for (Value operand : operands) {
            largest = Math.max(largest, operand.shape().elementCount());
        }
        if (result.length > largest || !isInRange(result)) {
            return Optional.empty();
        }
        read.addAll(operands);
        return Optional.of(known(
                builder.add("%s%d".formatted(operator.getClass().getSimpleName(), names++), operator, operands),
                result));
    }

    Optional<Value> add(Operator operator, Value... operands) {
        return add(operator, List.of(operands));
    }

    /** Returns any value, the last ones more often. */
    Value any() {
        int last = values.size() - 1;
        return values.get(draw.chance(0.6) ? last : draw.from(0, last));
    }

    /** Returns a value with a number of dimensions within bounds: a reshaped one if there is no other. */
    Value anyOfRank(int least, int most) {
        List<Value> fitting = values.stream()
                .filter(value -> value.shape().rank() >= least && value.shape().rank() <= most)
                .toList();
        if (!fitting.isEmpty() && draw.chance(0.9)) {
            return draw.chance(0.6) ? fitting.getLast() : draw.of(fitting);
        }
        return ofRank(any(), draw.from(least, most));
    }

    /** Returns the value under a shape of a number of dimensions: last ones put together, or ones of size 1 put between. */
    private Value ofRank(Value value, int rank) {
        List<Long> dimensions = new ArrayList<>();
        for (long dimension : value.shape().toArray()) {
            dimensions.add(dimension);
        }
        while (dimensions.size() < rank) {
            dimensions.add(draw.from(0, dimensions.size()), 1L);
        }
        while (dimensions.size() > rank) {
            long last = dimensions.removeLast();
            dimensions.add(dimensions.removeLast() * last);
        }
        return add(new Operator.Reshape(Shape.of(dimensions)), value).orElseThrow();
    }

    /**
     * Returns an operand of a shape: a value that has it, a part of one that is larger, a constant, an input, or a function
     * of an input.
     */
    Value operand(Shape shape) {
        List<Value> fitting =
                values.stream().filter(value -> value.shape().equals(shape)).toList();
        if (!fitting.isEmpty() && draw.chance(0.5)) {
            return draw.of(fitting);
        }
        List<Value> larger =
                values.stream().filter(value -> contains(value.shape(), shape)).toList();
        if (!larger.isEmpty() && draw.chance(0.5)) {
            return part(draw.of(larger), shape);
        }
        if (draw.chance(0.5)) {
            return constant(shape, Numbers.of(draw, TensorType.F32, shape.elementCount()));
        }
        Value input = input(shape);
        return draw.chance(0.5)
                ? input
                : add(new Operator.Eltwise(Activation.linear(0.5f, 0.25f)), input)
                        .orElse(input);
    }

    private static boolean contains(Shape whole, Shape part) {
        if (whole.rank() != part.rank()) {
            return false;
        }
        for (int axis = 0; axis < whole.rank(); axis++) {
            if (whole.dimension(axis) < part.dimension(axis)) {
                return false;
            }
        }
        return true;
    }

    private Value part(Value whole, Shape shape) {
        List<Long> starts = new ArrayList<>();
        List<Long> steps = new ArrayList<>();
        List<Long> sizes = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            long size = shape.dimension(axis);
            long available = whole.shape().dimension(axis);
            long longest = size == 1 ? 1 : (available - 1) / (size - 1);
            long step = draw.from(1, (int) Math.min(longest, 3));
            starts.add((long) draw.from(0, (int) (available - 1 - step * (size - 1))));
            steps.add(step);
            sizes.add(size);
        }
        return add(new Operator.Slice(starts, sizes, steps), whole).orElseThrow();
    }

    /** Returns |x| + 1/2. */
    Value positive(Value value) {
        Value magnitude = add(new Operator.Eltwise(Activation.abs()), value).orElseThrow();
        return add(new Operator.Eltwise(Activation.linear(1, 0.5f)), magnitude).orElse(magnitude);
    }

    private float[] elementsOf(Value value) {
        return Objects.requireNonNull(elements.get(value));
    }

    private Value known(Value value, float[] given) {
        values.add(value);
        elements.put(value, given);
        return value;
    }

    private static boolean isInRange(float[] numbers) {
        for (float number : numbers) {
            if (!(Math.abs(number) <= MAX_MAGNITUDE)) {
                return false;
            }
        }
        return true;
    }
}
