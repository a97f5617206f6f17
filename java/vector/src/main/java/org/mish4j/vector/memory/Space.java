// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.memory;

/** The blocks of memory that kernels read and write. */
public enum Space {
    /** What one request computes, its threads' scratch memory too. */
    ACTIVATIONS,
    /** Constants and packed weights, which all requests share and none writes. */
    CONSTANTS
}
