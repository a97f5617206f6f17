// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.mish4j.internal.graph.ByteLimit;
import org.mish4j.internal.graph.ShapeInference;

/**
 * A network: typed values, and nodes that compute them, in an order in which they can be executed. Immutable. Made by a
 * {@link Builder}, which infers and checks every shape when a node is added, or by an importer.
 */
public final class Graph {
    private final String name;
    private final List<Value> inputs;
    private final List<Node> nodes;
    private final List<Output> outputs;

    private Graph(Builder builder) {
        this.name = builder.name;
        this.inputs = List.copyOf(builder.inputs);
        this.nodes = List.copyOf(builder.nodes);
        this.outputs = List.copyOf(builder.outputs);
    }

    /**
     * An output of a graph.
     *
     * @param name unique among the graph's outputs
     * @param value any value of the graph
     * @param type of its elements, to which they are converted as {@link TensorType} says; as they are where it is the
     *     value's type
     */
    public record Output(String name, Value value, TensorType type) {}

    /** Starts a graph of a name. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Returns the name, for people. */
    public String name() {
        return name;
    }

    /** Returns the inputs, in the order in which they were added. */
    public List<Value> inputs() {
        return inputs;
    }

    /** Returns the nodes, each after those whose results it reads. */
    public List<Node> nodes() {
        return nodes;
    }

    /** Returns the outputs, in the order in which they were added; at least one. */
    public List<Output> outputs() {
        return outputs;
    }

    /** Returns the constants that nodes or outputs refer to, each once, in the order of their first use. */
    public List<Value> constants() {
        Set<Value> constants = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Value> ordered = new ArrayList<>();
        for (Node node : nodes) {
            for (Value value : node.inputs()) {
                if (value.isConstant() && constants.add(value)) {
                    ordered.add(value);
                }
            }
        }
        for (Output output : outputs) {
            if (output.value().isConstant() && constants.add(output.value())) {
                ordered.add(output.value());
            }
        }
        return ordered;
    }

    /** Builds a {@link Graph}. Not for use by several threads. */
    public static final class Builder {
        private final String name;
        private final List<Value> inputs = new ArrayList<>();
        private final List<Node> nodes = new ArrayList<>();
        private final List<Output> outputs = new ArrayList<>();
        private final Set<String> inputNames = new HashSet<>();
        private final Set<String> outputNames = new HashSet<>();
        private final Set<Value> known = Collections.newSetFromMap(new IdentityHashMap<>());

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Adds an input of any type; operators read its elements as numbers, as {@link TensorType} says.
         *
         * @throws IllegalArgumentException if the name is empty, if there is one of this name, or if a dimension is 0
         */
        public Value input(String inputName, TensorType type, Shape shape) {
            requireName("input", inputName);
            if (!inputNames.add(inputName)) {
                throw new IllegalArgumentException("there are two inputs of the name '%s'".formatted(inputName));
            }
            Value value = new Value(inputName, type, requireSize(inputName, type, shape), null);
            known.add(value);
            inputs.add(value);
            return value;
        }

        /**
         * Adds a constant.
         *
         * @throws IllegalArgumentException if a dimension is 0
         */
        public Value constant(String constantName, Constant constant) {
            Value value = new Value(
                    constantName,
                    constant.type(),
                    requireSize(constantName, constant.type(), constant.shape()),
                    constant);
            known.add(value);
            return value;
        }

        /**
         * Adds a node, and returns its result, which has the node's name.
         *
         * @throws IllegalArgumentException if the inputs do not fit the operator or each other; the text names the node,
         *     what was expected and what was found
         */
        public Value add(String nodeName, Operator operator, List<Value> nodeInputs) {
            for (Value value : nodeInputs) {
                requireKnown(value);
            }
            Shape shape = ShapeInference.infer(nodeName, operator, nodeInputs);
            Value output = new Value(nodeName, TensorType.F32, shape, null);
            known.add(output);
            nodes.add(new Node(nodeName, operator, nodeInputs, output));
            return output;
        }

        /** Adds a node, as {@link #add(String, Operator, List)} does. */
        public Value add(String nodeName, Operator operator, Value... nodeInputs) {
            return add(nodeName, operator, List.of(nodeInputs));
        }

        /**
         * Makes a value an output of its own type: {@link TensorType#F32} for the result of a node.
         *
         * @throws IllegalArgumentException if the name is empty, or if there is one of this name
         */
        public Builder output(String outputName, Value value) {
            return output(outputName, value, value.type());
        }

        /**
         * Makes a value an output of a type, to which its elements are converted as {@link TensorType} says.
         *
         * @throws IllegalArgumentException if the name is empty, or if there is one of this name
         */
        public Builder output(String outputName, Value value, TensorType type) {
            requireKnown(value);
            requireName("output", outputName);
            requireSize(outputName, type, value.shape());
            if (!outputNames.add(outputName)) {
                throw new IllegalArgumentException("there are two outputs of the name '%s'".formatted(outputName));
            }
            outputs.add(new Output(outputName, value, type));
            return this;
        }

        /**
         * Returns the graph.
         *
         * @throws IllegalStateException if there is no output
         */
        public Graph build() {
            if (outputs.isEmpty()) {
                throw new IllegalStateException("graph '%s' has no output".formatted(name));
            }
            return new Graph(this);
        }

        private void requireKnown(Value value) {
            if (!known.contains(value)) {
                throw new IllegalArgumentException("value '%s' is not of graph '%s'".formatted(value, name));
            }
        }

        private static void requireName(String kind, String valueName) {
            if (valueName.isEmpty()) {
                throw new IllegalArgumentException("an %s has an empty name".formatted(kind));
            }
        }

        private static Shape requireSize(String valueName, TensorType type, Shape shape) {
            if (shape.elementCount() == 0) {
                throw new IllegalArgumentException(
                        "value '%s' has shape %s, expected dimensions of at least 1".formatted(valueName, shape));
            }
            ByteLimit.problem(type, shape).ifPresent(problem -> {
                throw new IllegalArgumentException("value '%s': %s".formatted(valueName, problem));
            });
            return shape;
        }
    }
}
