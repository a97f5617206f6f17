// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.models;

/** Encodes {@code AttributeProto} messages. */
public final class Attribute {
    private static final int FLOAT = 1;
    private static final int INT = 2;
    private static final int STRING = 3;
    private static final int TENSOR = 4;
    private static final int GRAPH = 5;
    private static final int FLOATS = 6;
    private static final int INTS = 7;

    private Attribute() {}

    public static Message of(String name, long value) {
        return typed(name, INT).integer(3, value);
    }

    public static Message of(String name, float value) {
        return typed(name, FLOAT).number(2, value);
    }

    public static Message of(String name, String value) {
        return typed(name, STRING).string(4, value);
    }

    public static Message of(String name, Message tensor) {
        return typed(name, TENSOR).message(5, tensor);
    }

    /** Returns an attribute of integers, not packed, as the official encoder writes them. */
    public static Message ints(String name, long... values) {
        Message message = typed(name, INTS);
        for (long value : values) {
            message.integer(8, value);
        }
        return message;
    }

    /** Returns an attribute of floats, not packed, as the official encoder writes them. */
    public static Message floats(String name, float... values) {
        Message message = typed(name, FLOATS);
        for (float value : values) {
            message.number(7, value);
        }
        return message;
    }

    public static Message graph(String name, Message graph) {
        return typed(name, GRAPH).message(6, graph);
    }

    private static Message typed(String name, int type) {
        return new Message().string(1, name).integer(20, type);
    }
}
