// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes small ONNX files. The field numbers are those of onnx.proto. */
public final class OnnxFiles {
    /** TensorProto.FLOAT. */
    public static final int FLOAT = 1;

    /** TensorProto.INT64. */
    public static final int INT64 = 7;

    /** TensorProto.STRING. */
    public static final int STRING = 8;

    private static final long OPSET = 18;

    private OnnxFiles() {}

    /** An input or output; an open dimension is -1. */
    public record Port(String name, int type, long... dimensions) {}

    /** Writes a model of one node. */
    public static Path model(Path file, String operator, List<Port> inputs, List<Port> outputs) throws IOException {
        return model(file, operator, inputs, List.of(), outputs);
    }

    /** A scalar of floats with a value in the file. */
    public record Scalar(String name, float value) {}

    /** Writes a model of one node, which reads inputs and then scalars. */
    public static Path model(Path file, String operator, List<Port> inputs, List<Scalar> scalars, List<Port> outputs)
            throws IOException {
        ProtobufMessage node = new ProtobufMessage();
        inputs.forEach(input -> node.text(1, input.name()));
        scalars.forEach(scalar -> node.text(1, scalar.name()));
        outputs.forEach(output -> node.text(2, output.name()));
        node.text(3, "the node").text(4, operator);
        ProtobufMessage graph = new ProtobufMessage().message(1, node).text(2, "tiny");
        scalars.forEach(scalar -> graph.message(
                5,
                tensorMessage(FLOAT, new long[0], littleEndian(scalar.value())).text(8, scalar.name())));
        inputs.forEach(input -> graph.message(11, valueInfo(input)));
        outputs.forEach(output -> graph.message(12, valueInfo(output)));
        ProtobufMessage model = new ProtobufMessage()
                .number(1, 8)
                .message(7, graph)
                .message(8, new ProtobufMessage().text(1, "").number(2, OPSET));
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, model.toByteArray());
    }

    private static ProtobufMessage valueInfo(Port port) {
        ProtobufMessage shape = new ProtobufMessage();
        for (long dimension : port.dimensions()) {
            ProtobufMessage text = new ProtobufMessage();
            shape.message(1, dimension < 0 ? text.text(2, "open") : text.number(1, dimension));
        }
        ProtobufMessage tensor = new ProtobufMessage().number(1, port.type()).message(2, shape);
        return new ProtobufMessage().text(1, port.name()).message(2, new ProtobufMessage().message(1, tensor));
    }

    /** Writes a tensor of floats. */
    public static Path floats(Path file, long[] dimensions, float... values) throws IOException {
        return tensor(file, FLOAT, dimensions, littleEndian(values));
    }

    private static byte[] littleEndian(float... values) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return data.array();
    }

    /** Writes a tensor of 64-bit integers. */
    public static Path longs(Path file, long[] dimensions, long... values) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asLongBuffer().put(values);
        return tensor(file, INT64, dimensions, data.array());
    }

    private static Path tensor(Path file, int type, long[] dimensions, byte[] data) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(
                file, tensorMessage(type, dimensions, data).text(8, "").toByteArray());
    }

    private static ProtobufMessage tensorMessage(int type, long[] dimensions, byte[] data) {
        ProtobufMessage tensor = new ProtobufMessage();
        for (long dimension : dimensions) {
            tensor.number(1, dimension);
        }
        return tensor.number(2, type).bytes(9, data);
    }
}
