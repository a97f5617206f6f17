// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Encodes ONNX models. */
public final class ModelBuilder {
    private final Message graph = new Message().string(2, "test");
    private final Message model = new Message();

    /** Starts a model of a version of the standard operators. */
    public ModelBuilder(long opset) {
        model.integer(1, 8).string(2, "tester").string(3, "1.0");
        model.message(8, operatorSet("", opset));
    }

    private static Message operatorSet(String domain, long version) {
        return new Message().string(1, domain).integer(2, version);
    }

    public ModelBuilder operators(String domain, long version) {
        model.message(8, operatorSet(domain, version));
        return this;
    }

    public ModelBuilder function(String domain, String name) {
        model.message(25, new Message().string(1, name).string(10, domain));
        return this;
    }

    /** Adds an input of floats. */
    public ModelBuilder input(String name, long... dims) {
        return typedInput(name, Tensors.FLOAT, dims);
    }

    public ModelBuilder typedInput(String name, int type, long... dims) {
        graph.message(11, valueInfo(name, type, shape(dims)));
        return this;
    }

    /** Adds an input of floats, some of whose dimensions are names. */
    public ModelBuilder openInput(String name, Object... dims) {
        Message shape = new Message();
        for (Object dim : dims) {
            shape.message(
                    1,
                    dim instanceof String parameter
                            ? new Message().string(2, parameter)
                            : new Message().integer(1, ((Number) dim).longValue()));
        }
        graph.message(11, valueInfo(name, Tensors.FLOAT, shape));
        return this;
    }

    /** Adds outputs without a declared type. */
    public ModelBuilder outputs(String... names) {
        for (String name : names) {
            graph.message(12, new Message().string(1, name));
        }
        return this;
    }

    public ModelBuilder output(String name, int type, long... dims) {
        graph.message(12, valueInfo(name, type, shape(dims)));
        return this;
    }

    private static Message shape(long... dims) {
        Message shape = new Message();
        for (long dim : dims) {
            shape.message(1, new Message().integer(1, dim));
        }
        return shape;
    }

    private static Message valueInfo(String name, int type, Message shape) {
        Message tensor = new Message().integer(1, type).message(2, shape);
        return new Message().string(1, name).message(2, new Message().message(1, tensor));
    }

    public ModelBuilder initializer(Message tensor) {
        graph.message(5, tensor);
        return this;
    }

    public ModelBuilder node(String opType, List<String> inputs, List<String> outputs, Message... attributes) {
        return node("", opType, inputs, outputs, attributes);
    }

    public ModelBuilder node(
            String domain, String opType, List<String> inputs, List<String> outputs, Message... attributes) {
        Message node = new Message();
        inputs.forEach(input -> node.string(1, input));
        outputs.forEach(output -> node.string(2, output));
        node.string(3, opType + "_of_" + outputs.getFirst()).string(4, opType).string(7, domain);
        for (Message attribute : attributes) {
            node.message(5, attribute);
        }
        graph.message(1, node);
        return this;
    }

    /** Returns the graph alone, as a branch of a node of another model. */
    public Message graph() {
        return graph;
    }

    public byte[] toByteArray() {
        byte[] head = model.toByteArray();
        byte[] tail = new Message().message(7, graph).toByteArray();
        byte[] joined = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, joined, head.length, tail.length);
        return joined;
    }

    /** Writes the model to a file, and returns it. */
    public Path write(Path file) {
        try {
            return Files.write(file, toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
