// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.Consumer;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.importers.darknet.configuration.Section;

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
        int target = target(key, reference);
        if (network.forbidsReferences(target)) {
            throw section.unsupported(
                    ("it reads (%s=%d) the result of a section with antialiasing, which Darknet takes for one of "
                                    + "another size")
                            .formatted(key, reference));
        }
        return result(target, "%s=%d".formatted(key, reference));
    }

    private int target(String key, int reference) {
        int target = reference < 0 ? index + reference : reference;
        if (target < 0 || target >= index) {
            throw section.malformedSetting(
                    key,
                    "%s is %d, which is section %d, expected one before this one, which is section %d"
                            .formatted(key, reference, target, index));
        }
        return target;
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

    /**
     * Returns numbers that are not in the file.
     *
     * @param numbers writes them, as float32, into a segment of zeros
     */
    Value constant(String part, Shape shape, Consumer<MemorySegment> numbers) {
        return network.parameters().constant(network.graph(), partName(part), shape, numbers);
    }

    /** Returns one number, as an image of one pixel. */
    Value constant(String part, float number) {
        return constant(part, Shape.of(1, 1, 1, 1), pixel -> pixel.set(ValueLayout.JAVA_FLOAT, 0, number));
    }

    /** Returns the next of the file's parameters. */
    Value parameters(String part, long... shape) {
        return parameters(part, Shape.of(shape));
    }

    /** Returns the next of the file's parameters. */
    Value parameters(String part, Shape shape) {
        return network.parameters().next(network.graph(), partName(part), shape);
    }

    /** Lets later sections share this section's parameters. */
    void share(ConvolutionWeights weights) {
        network.share(index, weights);
    }

    /** Returns the parameters of the section that the setting {@code share_index} names. */
    ConvolutionWeights sharedWeights() {
        int reference = section.integer("share_index", 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
        int target = target("share_index", reference);
        return network.sharedWeights(target)
                .orElseThrow(() -> section.malformedSetting(
                        "share_index",
                        "share_index is %d, which is section %d, a [%s], expected a [convolutional]"
                                .formatted(
                                        reference,
                                        target,
                                        network.section(target).name())));
    }

    /** Keeps others than the next section from reading the result. */
    void forbidReferences() {
        network.forbidReferences(index);
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
