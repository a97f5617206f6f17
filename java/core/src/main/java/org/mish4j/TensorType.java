// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/**
 * The type of a tensor's elements. All are little-endian in memory.
 *
 * <p>Operators compute with numbers. An element of any type is read as the nearest {@link #F32}, ties to even; BOOL as 0
 * or 1. A result is written as the nearest element, ties to even: in {@link #F16} and {@link #BF16} too large a number is
 * infinite; in an integer type it is the type's largest or smallest, and NaN is 0; as BOOL everything but 0 is 1.
 */
public enum TensorType {
    /** IEEE 754 binary32. */
    F32(4),
    /** IEEE 754 binary64. */
    F64(8),
    /** IEEE 754 binary16. */
    F16(2),
    /** bfloat16: the upper half of a binary32. */
    BF16(2),
    /** Signed, 8 bits. */
    I8(1),
    /** Unsigned, 8 bits. */
    U8(1),
    /** Signed, 32 bits. */
    I32(4),
    /** Signed, 64 bits. */
    I64(8),
    /** One byte an element: 0 is false, 1 (and any other value that is read) is true. */
    BOOL(1);

    private final int byteSize;

    TensorType(int byteSize) {
        this.byteSize = byteSize;
    }

    /** Returns the size of an element, in bytes. */
    public int byteSize() {
        return byteSize;
    }
}
