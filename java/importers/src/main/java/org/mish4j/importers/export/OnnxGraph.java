// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.export;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mish4j.Constant;
import org.mish4j.Shape;
import org.mish4j.TensorType;

/** The message {@code GraphProto} and the {@code ModelProto} around it, while they grow. Names are those of the file. */
final class OnnxGraph {
    private static final long IR_VERSION = 8;
    private static final int LEAST_OPSET = 18;

    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_NAME = 2;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int GRAPH_INPUT = 11;
    private static final int GRAPH_OUTPUT = 12;

    private final Message graph;
    private final Set<String> names = new HashSet<>();
    private int opset = LEAST_OPSET;

    OnnxGraph(String name) {
        graph = new Message().string(GRAPH_NAME, name);
    }

    /** Reserves a name like the one that is wished for, and returns it. */
    String uniqueName(String wish) {
        String name = wish;
        for (int number = 1; !names.add(name); number++) {
            name = "%s_%d".formatted(wish, number);
        }
        return name;
    }

    void input(String name, TensorType type, Shape shape) {
        graph.message(GRAPH_INPUT, valueInfo(name, type, shape));
    }

    void output(String name, TensorType type, Shape shape) {
        graph.message(GRAPH_OUTPUT, valueInfo(name, type, shape));
    }

    /** Notes that a node needs an opset. */
    void requireOpset(int needed) {
        opset = Math.max(opset, needed);
    }

    /** Adds a node with one result. */
    void node(String operator, List<String> inputs, String output, Message... attributes) {
        node(operator, inputs, List.of(output), attributes);
    }

    /** Adds a node, which has the name of its last result. */
    void node(String operator, List<String> inputs, List<String> outputs, Message... attributes) {
        Message node = new Message();
        inputs.forEach(input -> node.string(1, input));
        outputs.forEach(output -> node.string(2, output));
        node.string(3, outputs.getLast()).string(4, operator);
        for (Message attribute : attributes) {
            node.message(5, attribute);
        }
        graph.message(GRAPH_NODE, node);
    }

    /** Adds a node whose result has a name like the one that is wished for, and returns that name. */
    String part(String operator, List<String> inputs, String wish, Message... attributes) {
        String name = uniqueName(wish);
        node(operator, inputs, name, attributes);
        return name;
    }

    void initializer(String name, Constant constant) {
        ByteBuffer bytes = constant.segment().asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        graph.message(GRAPH_INITIALIZER, tensor(name, OnnxTypes.code(constant.type()), constant.shape(), bytes));
    }

    /** Adds a constant, and returns its name. */
    String constant(String wish, Constant constant) {
        String name = uniqueName(wish);
        initializer(name, constant);
        return name;
    }

    /** Adds a constant without dimensions, and returns its name. */
    String scalar(String wish, float value) {
        return constant(wish, Constant.ofFloats(Shape.of(), value));
    }

    /** Adds a constant vector, and returns its name. */
    String integers(String wish, List<Long> values) {
        long[] elements = values.stream().mapToLong(Long::longValue).toArray();
        return constant(wish, Constant.ofLongs(Shape.of(elements.length), elements));
    }

    /** Adds a constant vector, and returns its name. */
    String floats(String wish, float... values) {
        return constant(wish, Constant.ofFloats(Shape.of(values.length), values));
    }

    void write(Path file) throws IOException {
        Message operatorSet = new Message().string(1, "").integer(2, opset);
        Message model = new Message()
                .integer(1, IR_VERSION)
                .string(2, "mish4j")
                .message(8, operatorSet)
                .message(7, graph);
        try (OutputStream stream = Files.newOutputStream(file)) {
            CodedOutputStream output = CodedOutputStream.newInstance(stream, 1 << 16);
            model.writeTo(output);
            output.flush();
        }
    }

    private static Message tensor(String name, int elementType, Shape shape, ByteBuffer bytes) {
        Message tensor = new Message();
        for (long dimension : shape.toArray()) {
            tensor.integer(1, dimension);
        }
        return tensor.integer(2, elementType).string(8, name).bytes(9, bytes);
    }

    private static Message valueInfo(String name, TensorType type, Shape shape) {
        Message dimensions = new Message();
        for (long dimension : shape.toArray()) {
            dimensions.message(1, new Message().integer(1, dimension));
        }
        Message tensor = new Message().integer(1, OnnxTypes.code(type)).message(2, dimensions);
        return new Message().string(1, name).message(2, new Message().message(1, tensor));
    }
}
