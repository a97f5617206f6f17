// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.cli.fuzz.graphs.GraphCase;

/** A smaller case made of a case: some of its outputs, and what they need, with changes. */
final class GraphEdit {
    private final GraphCase graphCase;
    private final Map<Value, float[]> elements;
    private List<Graph.Output> outputs;
    private final Set<Value> cut = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Value, Value> instead = new IdentityHashMap<>();
    private final Map<Node, Variant> variants = new IdentityHashMap<>();
    private UnaryOperator<Shape> inputShapes = UnaryOperator.identity();
    private UnaryOperator<Shape> constantShapes = UnaryOperator.identity();

    /** A simpler operator with fewer operands. */
    record Variant(Operator operator, List<Value> operands) {}

    /**
     * Starts with everything.
     *
     * @param elements of every value of the case's graph
     */
    GraphEdit(GraphCase graphCase, Map<Value, float[]> elements) {
        this.graphCase = graphCase;
        this.elements = elements;
        this.outputs = graphCase.graph().outputs();
    }

    /** Leaves only some outputs. */
    GraphEdit withOutputs(List<Graph.Output> kept) {
        outputs = kept;
        return this;
    }

    /** Makes the result of a node an input, with the elements that it has. */
    GraphEdit withInputFor(Value value) {
        cut.add(value);
        return this;
    }

    /** Reads another value of the same shape in the place of one. */
    GraphEdit withInstead(Value value, Value other) {
        instead.put(value, other);
        return this;
    }

    GraphEdit withVariant(Node node, Variant variant) {
        variants.put(node, variant);
        return this;
    }

    /** Cuts inputs and constants down to shapes that are nowhere larger: their first elements in each dimension. */
    GraphEdit withShapes(UnaryOperator<Shape> ofInputs, UnaryOperator<Shape> ofConstants) {
        inputShapes = ofInputs;
        constantShapes = ofConstants;
        return this;
    }

    /** Returns the case; empty if the nodes do not fit together any more. */
    Optional<GraphCase> apply() {
        try {
            return Optional.of(new Assembly().run());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private final class Assembly {
        private final Graph.Builder builder = Graph.builder(graphCase.graph().name());
        private final Map<Value, Value> made = new IdentityHashMap<>();
        private final Map<Value, Node> nodes = new IdentityHashMap<>();
        private final List<float[]> inputs = new ArrayList<>();

        GraphCase run() {
            graphCase.graph().nodes().forEach(node -> nodes.put(node.output(), node));
            for (Graph.Output output : outputs) {
                builder.output(output.name(), valueFor(output.value()), output.type());
            }
            return new GraphCase(graphCase.seed(), builder.build(), inputs);
        }

        private Value valueFor(Value value) {
            Value replaced = instead.getOrDefault(value, value);
            Value known = made.get(replaced);
            if (known == null) {
                known = make(replaced);
                made.put(replaced, known);
            }
            return known;
        }

        private Value make(Value value) {
            Constant constant = value.constant();
            if (constant != null) {
                Shape shape = constantShapes.apply(value.shape());
                return builder.constant(
                        value.name(), Constant.ofFloats(shape, cropped(elementsOf(value), value.shape(), shape)));
            }
            Node node = nodes.get(value);
            if (node == null || cut.contains(value)) {
                return input(value, node == null ? value.type() : TensorType.F32);
            }
            Variant variant = variants.getOrDefault(node, new Variant(node.operator(), node.inputs()));
            List<Value> operands =
                    variant.operands().stream().map(this::valueFor).toList();
            return builder.add(node.name(), variant.operator(), operands);
        }

        private Value input(Value value, TensorType type) {
            Shape shape = inputShapes.apply(value.shape());
            inputs.add(cropped(elementsOf(value), value.shape(), shape));
            return builder.input(value.name(), type, shape);
        }

        private float[] elementsOf(Value value) {
            return Objects.requireNonNull(elements.get(value));
        }
    }

    private static float[] cropped(float[] elements, Shape shape, Shape smaller) {
        if (smaller.equals(shape)) {
            return elements;
        }
        float[] result = new float[Math.toIntExact(smaller.elementCount())];
        for (int index = 0; index < result.length; index++) {
            int rest = index;
            int source = 0;
            int stride = 1;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                int size = (int) smaller.dimension(axis);
                source += rest % size * stride;
                rest /= size;
                stride *= (int) shape.dimension(axis);
            }
            result[index] = elements[source];
        }
        return result;
    }
}
