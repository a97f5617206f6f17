// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet;

import java.util.List;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;

/** A section that is being imported: what it reads, its settings, and the graph to add to. */
final class Layer {
    static final int CHANNELS = 1;
    static final int HEIGHT = 2;
    static final int WIDTH = 3;

    private final Section section;
    private final int index;
    private final NetworkBuilder network;

    /**
     * Makes a layer.
     *
     * @param index its place among the sections after {@code [net]}, from 0 on
     */
    Layer(Section section, int index, NetworkBuilder network) {
        this.section = section;
        this.index = index;
        this.network = network;
    }

    /** Returns the section. */
    Section section() {
        return section;
    }

    /** Returns the name of the layer's result. */
    String name() {
        return section.name() + "_" + index;
    }

    /** Returns the result of the section before this one, or the network's input. */
    Value input() {
        return index == 0 ? network.input() : result(index - 1, "the section before it");
    }

    /**
     * Returns the result of another section.
     *
     * @param key the setting that names it, for errors
     * @param reference its index, or a negative one relative to this section's
     */
    Value referred(String key, int reference) {
        int target = reference < 0 ? index + reference : reference;
        if (target < 0 || target >= index) {
            throw section.malformedSetting(
                    key,
                    "%s is %d, which is section %d, expected one before this one, which is section %d"
                            .formatted(key, reference, target, index));
        }
        return result(target, "%s=%d".formatted(key, reference));
    }

    /** Returns the result of the only section that a required setting names. */
    Value referred(String key) {
        List<Integer> references = references(key);
        if (references.size() != 1) {
            throw section.malformedSetting(key, "%s names %d sections, expected one".formatted(key, references.size()));
        }
        return referred(key, references.getFirst());
    }

    /** Returns the references of a required setting. */
    List<Integer> references(String key) {
        return section.integers(key)
                .orElseThrow(() -> section.malformed("has no '%s', expected %s=INDEX".formatted(key, key)));
    }

    private Value result(int target, String reader) {
        Value value = network.result(target);
        if (value == null) {
            throw section.unsupported("it reads (%s) the result of [%s], which only is an output"
                    .formatted(reader, network.section(target).name()));
        }
        return value;
    }

    /** Adds the node whose result is the layer's. */
    Value add(Operator operator, Value... inputs) {
        return network.graph().add(name(), operator, inputs);
    }

    /** Adds a node that is a part of the layer. */
    Value addPart(String part, Operator operator, Value... inputs) {
        return network.graph().add(partName(part), operator, inputs);
    }

    /** Adds a node with a list of inputs whose result is the layer's. */
    Value add(Operator operator, List<Value> inputs) {
        return network.graph().add(name(), operator, inputs);
    }

    /** Returns zeros. */
    Value zeros(String part, long... shape) {
        return network.parameters().zeros(network.graph(), partName(part), Shape.of(shape));
    }

    /** Returns the next of the file's parameters. */
    Value parameters(String part, long... shape) {
        return network.parameters().next(network.graph(), partName(part), Shape.of(shape));
    }

    /** Tells whether the matrices of connected sections are stored transposed. */
    boolean transposedMatrices() {
        return network.parameters().transposed();
    }

    /** Makes a value an output of the network. */
    void output(Value value) {
        network.addOutput(value);
    }

    /** Tells whether only sections follow that do nothing at inference. */
    boolean isLast() {
        return network.isLast(index);
    }

    private String partName(String part) {
        return name() + "/" + part;
    }

    /** Returns a dimension of an image. */
    static long size(Value image, int axis) {
        return image.shape().dimension(axis);
    }
}
