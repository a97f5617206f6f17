// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/** The arithmetic of a compiled model: the type of its weights and activations. Sums are always kept in {@link #F32}. */
public enum Precision {
    /** IEEE 754 binary32. */
    F32,
    /** bfloat16. */
    BF16,
    /** IEEE 754 binary16. */
    F16
}
