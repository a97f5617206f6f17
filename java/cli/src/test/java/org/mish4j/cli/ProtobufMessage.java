// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a message field by field, in protobuf's wire format. */
public final class ProtobufMessage {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public ProtobufMessage number(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    public ProtobufMessage text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    public ProtobufMessage message(int field, ProtobufMessage value) {
        return bytes(field, value.toByteArray());
    }

    public ProtobufMessage bytes(int field, byte[] value) {
        varint((long) field << 3 | 2);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    public byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
