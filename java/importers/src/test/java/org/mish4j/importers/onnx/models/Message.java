// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.models;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Encodes a protobuf message field by field, in the order of the calls. */
public final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @FunctionalInterface
    private interface Writing {
        void write(CodedOutputStream output) throws IOException;
    }

    public Message integer(int field, long value) {
        return write(output -> output.writeInt64(field, value));
    }

    public Message number(int field, float value) {
        return write(output -> output.writeFloat(field, value));
    }

    public Message string(int field, String value) {
        return write(output -> output.writeString(field, value));
    }

    public Message bytes(int field, byte[] value) {
        return write(output -> output.writeByteArray(field, value));
    }

    public Message message(int field, Message value) {
        return bytes(field, value.toByteArray());
    }

    public Message packedIntegers(int field, long... values) {
        Message packed = new Message();
        for (long value : values) {
            packed.write(output -> output.writeInt64NoTag(value));
        }
        return message(field, packed);
    }

    public Message packedFloats(int field, float... values) {
        Message packed = new Message();
        for (float value : values) {
            packed.write(output -> output.writeFloatNoTag(value));
        }
        return message(field, packed);
    }

    public Message packedDoubles(int field, double... values) {
        Message packed = new Message();
        for (double value : values) {
            packed.write(output -> output.writeDoubleNoTag(value));
        }
        return message(field, packed);
    }

    public byte[] toByteArray() {
        return bytes.toByteArray();
    }

    private Message write(Writing writing) {
        try {
            CodedOutputStream output = CodedOutputStream.newInstance(bytes);
            writing.write(output);
            output.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
