// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.nodes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mish4j.Constant;
import org.mish4j.ModelFormatException;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.UnsupportedOperatorException;
import org.mish4j.Value;
import org.mish4j.importers.onnx.constants.Elements;
import org.mish4j.importers.onnx.constants.Movements;
import org.mish4j.importers.onnx.proto.GraphProto;
import org.mish4j.importers.onnx.proto.NodeProto;
import org.mish4j.importers.onnx.proto.TensorProto;
import org.mish4j.internal.folding.NotEnoughMemoryException;

/** A node that is being imported: what it reads, its attributes, and the graph to add to. */
public final class NodeContext {
    private final String file;
    private final NodeProto node;
    private final long opset;
    private final List<@Nullable Operand> inputs;
    private final Set<String> readNames;
    private final GraphAssembly graph;
    private final Function<TensorProto, Constant> decoder;
    private final Function<GraphProto, List<Operand>> branchImporter;
    private final Attributes attributes;

    /**
     * Makes a context.
     *
     * @param file the file's name, for errors
     * @param node the node
     * @param opset the version of its operator set
     * @param inputs what its inputs stand for; null for one left out
     * @param readNames the names that something reads
     * @param graph where to add nodes
     * @param decoder makes constants of tensors
     * @param branchImporter adds the nodes of a graph that may read what the node may read, and returns its outputs
     */
    public NodeContext(
            String file,
            NodeProto node,
            long opset,
            List<@Nullable Operand> inputs,
            Set<String> readNames,
            GraphAssembly graph,
            Function<TensorProto, Constant> decoder,
            Function<GraphProto, List<Operand>> branchImporter) {
        this.file = file;
        this.node = node;
        this.opset = opset;
        this.inputs = inputs;
        this.readNames = readNames;
        this.graph = graph;
        this.decoder = decoder;
        this.branchImporter = branchImporter;
        this.attributes = new Attributes(node.attributes(), this::malformed);
    }

    /**
     * Imports the node, and returns its results.
     *
     * @throws ModelFormatException if the node contradicts itself or its inputs
     * @throws UnsupportedOperatorException if mish4j does not have this form of the operator, or does not know an
     *     attribute, or if there is no memory for what is computed at import
     */
    public List<Operand> run(OperatorImporter importer) {
        List<Operand> results;
        try {
            results = importer.importNode(this);
        } catch (NotEnoughMemoryException e) {
            throw unsupported(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ModelFormatException(description(String.valueOf(e.getMessage())), e);
        }
        if (!attributes.unread().isEmpty()) {
            throw unsupported("it has the attributes %s".formatted(attributes.unread()));
        }
        return results;
    }

    /** Returns the attributes. */
    public Attributes attributes() {
        return attributes;
    }

    public long opset() {
        return opset;
    }

    public int inputCount() {
        return inputs.size();
    }

    public boolean hasInput(int index) {
        return index < inputs.size() && inputs.get(index) != null;
    }

    public Operand input(int index) {
        Operand input = index < inputs.size() ? inputs.get(index) : null;
        if (input == null) {
            throw malformed("input %d is missing".formatted(index));
        }
        return input;
    }

    public Shape shape(int index) {
        return input(index).shape();
    }

    /** Returns an input as an operand of the graph's operators. */
    public Value value(int index) {
        return value(input(index));
    }

    /** Returns an operand of floating-point numbers as one of the graph's operators. */
    public Value value(Operand operand) {
        if (!Elements.isFloatingPoint(operand.type())) {
            throw unsupported("its input '%s' is %s%s, expected floating-point numbers"
                    .formatted(name(operand), operand.type(), operand.shape()));
        }
        return valueOfAnyType(operand);
    }

    /** Returns an input as an operand of the graph's operators, its elements converted to floats. */
    public Value valueOfAnyType(int index) {
        return valueOfAnyType(input(index));
    }

    /**
     * Returns an operand as one of the graph's operators, its elements converted to floats.
     *
     * @throws UnsupportedOperatorException if it is empty, or if it is known to have integers that are no floats
     */
    public Value valueOfAnyType(Operand operand) {
        return switch (operand) {
            case Operand.Computed computed -> computed.value();
            case Operand.Known known -> {
                Constant constant = known.constant();
                if (constant.shape().elementCount() == 0) {
                    throw unsupported("its input '%s' is %s, which is empty".formatted(known.name(), constant));
                }
                if (!Elements.areFloats(constant)) {
                    throw unsupported("its input '%s' is %s, with integers that floats can't hold"
                            .formatted(known.name(), constant));
                }
                yield graph.floatConstant(known);
            }
        };
    }

    private static String name(Operand operand) {
        return switch (operand) {
            case Operand.Computed computed -> computed.value().name();
            case Operand.Known known -> known.name();
        };
    }

    /** Returns an input that is known at import; empty if only an inference gives it, or if it is left out. */
    public Optional<Constant> constant(int index) {
        return hasInput(index) && input(index) instanceof Operand.Known known
                ? Optional.of(known.constant())
                : Optional.empty();
    }

    /** Tells whether all inputs are known at import. */
    public boolean allConstant() {
        return inputs.stream().allMatch(input -> input == null || input instanceof Operand.Known);
    }

    /** Returns the integers of an input that has to be known at import. */
    public long[] longs(int index, String inputName) {
        input(index);
        Constant constant = constant(index)
                .orElseThrow(() -> unsupported("input %d (%s) is not a constant".formatted(index, inputName)));
        if (Elements.isFloatingPoint(constant.type())) {
            throw malformed("input %d (%s) is %s, expected integers".formatted(index, inputName, constant));
        }
        return Elements.longs(constant);
    }

    /** Returns the integer that is the only element of an input that has to be known at import. */
    public long onlyLong(int index, String inputName) {
        long[] elements = longs(index, inputName);
        if (elements.length != 1) {
            throw malformed("input %d (%s) has %d elements, expected 1".formatted(index, inputName, elements.length));
        }
        return elements[0];
    }

    /** Returns the shape that an input holds, which has to be known at import. */
    public long[] shapeHeldBy(int index, String inputName) {
        if (shape(index).elementCount() > Shape.MAX_RANK) {
            throw unsupported("input %d (%s) has %d dimensions, expected at most %d"
                    .formatted(index, inputName, shape(index).elementCount(), Shape.MAX_RANK));
        }
        return longs(index, inputName);
    }

    /** Returns integers that are an attribute before a version of the operator set, and an input from it on. */
    public Optional<long[]> longsOfAttributeOrInput(String name, int inputIndex, long inputSince) {
        if (opset < inputSince) {
            return attributes.integers(name);
        }
        return hasInput(inputIndex) ? Optional.of(longs(inputIndex, name)) : Optional.empty();
    }

    /** Adds a node to the graph. */
    public Value add(Operator operator, Value... operands) {
        return graph.builder().add(node.label(), operator, operands);
    }

    /** Adds a node to the graph. */
    public Operand addResult(Operator operator, Value... operands) {
        return new Operand.Computed(add(operator, operands));
    }

    /** Adds a node that moves elements, whatever their type, or picks some of them. */
    public Operand addMovement(Operator operator, Operand source) {
        return ofType(source.type(), add(operator, valueOfAnyType(source)));
    }

    /** Returns a value as an operand of a type, which is the file's. */
    public Operand ofType(TensorType type, Value value) {
        return Operand.Computed.of(value, type);
    }

    /** Returns the value of a constant that is made at import, in the graph. */
    public Value constantValue(Constant constant) {
        return graph.floatConstant(new Operand.Known(node.label(), constant));
    }

    /** Returns a result that is known at import. */
    public Operand known(Constant constant) {
        return new Operand.Known(node.label(), constant);
    }

    /** Returns a value under another shape. */
    public Value reshape(Value value, Shape shape) {
        return value.shape().equals(shape) ? value : add(new Operator.Reshape(shape), value);
    }

    /** Returns an operand under another shape. */
    public Operand reshape(Operand operand, Shape shape) {
        if (operand.shape().equals(shape)) {
            return operand;
        }
        return switch (operand) {
            case Operand.Computed computed -> new Operand.Computed(reshape(computed.value(), shape), computed.type());
            case Operand.Known known -> new Operand.Known(known.name(), Movements.reshape(known.constant(), shape));
        };
    }

    /** Returns a tensor as a constant. */
    public Constant decode(TensorProto tensor) {
        return decoder.apply(tensor);
    }

    /** Adds the nodes of a branch, which may read what this node may read, and returns the branch's outputs. */
    public List<Operand> importBranch(GraphProto branch) {
        return branchImporter.apply(branch);
    }

    public int outputCount() {
        return node.outputs().size();
    }

    /** Tells whether anything reads a result. */
    public boolean isRead(int outputIndex) {
        return outputIndex < node.outputs().size()
                && readNames.contains(node.outputs().get(outputIndex));
    }

    /** Refuses results beyond the first that something reads. */
    public void requireOneResult() {
        for (int index = 1; index < outputCount(); index++) {
            if (isRead(index)) {
                throw unsupported("its result %d ('%s') is read"
                        .formatted(index, node.outputs().get(index)));
            }
        }
    }

    /**
     * Returns an axis, counted from the front.
     *
     * @param axis -rank to rank - 1
     */
    public int axis(long axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw malformed("axis is %d, expected %d to %d".formatted(axis, -rank, rank - 1));
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /** Returns the type of an input's elements. */
    public TensorType typeOf(int index) {
        return input(index).type();
    }

    /** Returns what to throw for a form of the operator that is not supported. */
    public UnsupportedOperatorException unsupported(String reason) {
        return new UnsupportedOperatorException(qualifiedName(node), node.label(), opset, reason);
    }

    /** Returns what to throw for a node that contradicts itself or its inputs. */
    public ModelFormatException malformed(String text) {
        return new ModelFormatException(description(text));
    }

    private String description(String text) {
        return "%s: node '%s' (%s): %s".formatted(file, node.label(), node.opType(), text);
    }

    /** Returns an operator's name, with its domain where that is not the standard one. */
    public static String qualifiedName(NodeProto node) {
        return isStandard(node.domain()) ? node.opType() : node.domain() + "." + node.opType();
    }

    /** Tells whether a domain is that of the standard operators. */
    public static boolean isStandard(String domain) {
        return domain.isEmpty() || domain.equals("ai.onnx");
    }
}
