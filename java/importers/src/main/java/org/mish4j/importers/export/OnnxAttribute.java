// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.export;

import java.util.List;

/** Attributes of ONNX nodes, each as the message {@code AttributeProto}. */
final class OnnxAttribute {
    private static final int NAME = 1;
    private static final int FLOAT_VALUE = 2;
    private static final int INTEGER_VALUE = 3;
    private static final int STRING_VALUE = 4;
    private static final int INTEGER_VALUES = 8;
    private static final int TYPE = 20;

    private static final int TYPE_FLOAT = 1;
    private static final int TYPE_INTEGER = 2;
    private static final int TYPE_STRING = 3;
    private static final int TYPE_INTEGERS = 7;

    private OnnxAttribute() {}

    static Message of(String name, float value) {
        return named(name, TYPE_FLOAT).number(FLOAT_VALUE, value);
    }

    static Message of(String name, long value) {
        return named(name, TYPE_INTEGER).integer(INTEGER_VALUE, value);
    }

    static Message of(String name, String value) {
        return named(name, TYPE_STRING).string(STRING_VALUE, value);
    }

    static Message of(String name, List<Long> values) {
        Message attribute = named(name, TYPE_INTEGERS);
        values.forEach(value -> attribute.integer(INTEGER_VALUES, value));
        return attribute;
    }

    private static Message named(String name, int type) {
        return new Message().string(NAME, name).integer(TYPE, type);
    }
}
