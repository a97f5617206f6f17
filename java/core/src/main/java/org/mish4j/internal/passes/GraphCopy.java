// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.IdentityHashMap;
import java.util.List;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Value;

/**
 * A graph in the making that does what an old one does. The value that stands for an old value in it is that one's
 * image. It has the old inputs from the start, gets the old constants when they are asked for, and the old outputs in
 * the end.
 */
final class GraphCopy {
    private final Graph old;
    private final Graph.Builder builder;
    private final IdentityHashMap<Value, Value> images = new IdentityHashMap<>();

    GraphCopy(Graph old) {
        this.old = old;
        this.builder = Graph.builder(old.name());
        for (Value input : old.inputs()) {
            images.put(input, builder.input(input.name(), input.type(), input.shape()));
        }
    }

    /** Returns the image of an old value: an input, a constant, or the result of a node that has one. */
    Value image(Value oldValue) {
        Constant constant = oldValue.constant();
        if (constant != null) {
            return images.computeIfAbsent(oldValue, _ -> builder.constant(oldValue.name(), constant));
        }
        Value image = images.get(oldValue);
        if (image == null) {
            throw new IllegalStateException("value '%s' has no image".formatted(oldValue));
        }
        return image;
    }

    /** Returns the images of old values. */
    List<Value> images(List<Value> oldValues) {
        return oldValues.stream().map(this::image).toList();
    }

    /** Adds an old node. */
    void copy(Node node) {
        images.put(node.output(), add(node.name(), node.operator(), images(node.inputs())));
    }

    /** Makes a value the image of an old node's result, which has the same shape. */
    void replace(Value oldResult, Value image) {
        if (!image.shape().equals(oldResult.shape())) {
            throw new IllegalStateException("'%s' can't stand for '%s'".formatted(image, oldResult));
        }
        images.put(oldResult, image);
    }

    /** Adds a constant. */
    Value constant(String name, Constant constant) {
        return builder.constant(name, constant);
    }

    /** Adds a node that reads values of this graph, and returns its result. */
    Value add(String name, Operator operator, List<Value> inputs) {
        return builder.add(name, operator, inputs);
    }

    /** Adds a node that reads values of this graph, and returns its result. */
    Value add(String name, Operator operator, Value... inputs) {
        return builder.add(name, operator, inputs);
    }

    /** Returns the graph; nothing may be added any more. */
    Graph build() {
        old.outputs().forEach(output -> builder.output(output.name(), image(output.value()), output.type()));
        return builder.build();
    }
}
