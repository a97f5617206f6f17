// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.proto;

import java.util.Arrays;

/** The types of attributes: the values of {@code AttributeProto.AttributeType}. */
public enum AttributeType {
    /** None is named. */
    UNDEFINED(0),
    /** A float. */
    FLOAT(1),
    /** An integer. */
    INT(2),
    /** A string. */
    STRING(3),
    /** A tensor. */
    TENSOR(4),
    /** A graph. */
    GRAPH(5),
    /** Floats. */
    FLOATS(6),
    /** Integers. */
    INTS(7),
    /** Strings. */
    STRINGS(8),
    /** Tensors. */
    TENSORS(9),
    /** Graphs. */
    GRAPHS(10),
    /** A sparse tensor. */
    SPARSE_TENSOR(11),
    /** Sparse tensors. */
    SPARSE_TENSORS(12),
    /** A type. */
    TYPE_PROTO(13),
    /** Types. */
    TYPE_PROTOS(14);

    private final int code;

    AttributeType(int code) {
        this.code = code;
    }

    /** Returns the type of a code; {@link #UNDEFINED} for a code that is not known. */
    static AttributeType ofCode(long code) {
        return Arrays.stream(values())
                .filter(type -> type.code == code)
                .findFirst()
                .orElse(UNDEFINED);
    }
}
