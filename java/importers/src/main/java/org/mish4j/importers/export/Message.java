// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.export;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** A protobuf message, written field by field in the order of the calls. Bytes are not copied before it is written. */
final class Message {
    private static final int LENGTH_DELIMITED = 2;

    private final List<Field> fields = new ArrayList<>();

    private record Field(IntSupplier size, Writing writing) {}

    @FunctionalInterface
    private interface Writing {
        void write(CodedOutputStream output) throws IOException;
    }

    public Message integer(int field, long value) {
        return add(() -> CodedOutputStream.computeInt64Size(field, value), output -> output.writeInt64(field, value));
    }

    public Message number(int field, float value) {
        return add(() -> CodedOutputStream.computeFloatSize(field, value), output -> output.writeFloat(field, value));
    }

    public Message string(int field, String value) {
        return add(() -> CodedOutputStream.computeStringSize(field, value), output -> output.writeString(field, value));
    }

    Message bytes(int field, ByteBuffer value) {
        return add(
                () -> CodedOutputStream.computeByteBufferSize(field, value),
                output -> output.writeByteBuffer(field, value));
    }

    public Message message(int field, Message value) {
        return add(
                () -> {
                    int size = value.size();
                    int head = CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt32SizeNoTag(size);
                    return Math.addExact(head, size);
                },
                output -> {
                    output.writeTag(field, LENGTH_DELIMITED);
                    output.writeUInt32NoTag(value.size());
                    value.writeTo(output);
                });
    }

    /** Writes the message's fields, without a length before them. */
    void writeTo(CodedOutputStream output) throws IOException {
        for (Field field : fields) {
            field.writing().write(output);
        }
    }

    private int size() {
        int size = 0;
        for (Field field : fields) {
            size = Math.addExact(size, field.size().getAsInt());
        }
        return size;
    }

    private Message add(IntSupplier size, Writing writing) {
        fields.add(new Field(size, writing));
        return this;
    }
}
