// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.models;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Encodes {@code TensorProto} messages. */
public final class Tensors {
    public static final int FLOAT = 1;
    public static final int UINT8 = 2;
    public static final int INT8 = 3;
    public static final int INT32 = 6;
    public static final int INT64 = 7;
    public static final int STRING = 8;
    public static final int BOOL = 9;
    public static final int FLOAT16 = 10;
    public static final int DOUBLE = 11;
    public static final int BFLOAT16 = 16;

    private Tensors() {}

    /** Returns a tensor without elements, to which a data field is to be added. */
    public static Message header(String name, int type, long... dims) {
        return new Message().packedIntegers(1, dims).integer(2, type).string(8, name);
    }

    /** Returns a tensor of floats, stored raw. */
    public static Message floats(String name, long[] dims, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return header(name, FLOAT, dims).bytes(9, raw.array());
    }

    /** Returns a tensor of 64-bit integers of one dimension, stored raw. */
    public static Message longs(String name, long... values) {
        return longs(name, new long[] {values.length}, values);
    }

    /** Returns a tensor of 64-bit integers, stored raw. */
    public static Message longs(String name, long[] dims, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return header(name, INT64, dims).bytes(9, raw.array());
    }

    /** Returns a tensor whose elements are in another file. */
    public static Message external(String name, int type, long[] dims, String location, long offset, long length) {
        Message message = header(name, type, dims).message(13, entry("location", location));
        message.message(13, entry("offset", String.valueOf(offset)));
        message.message(13, entry("length", String.valueOf(length)));
        return message.integer(14, 1);
    }

    private static Message entry(String key, String value) {
        return new Message().string(1, key).string(2, value);
    }
}
