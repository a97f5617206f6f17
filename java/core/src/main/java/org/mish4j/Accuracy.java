// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/**
 * Whether a faster algorithm may be less accurate than the definition of what it computes, carried out in the same type, or
 * deviate from it for NaN and infinities.
 */
public enum Accuracy {
    /**
     * It may: convolutions may take {@link Algorithm#WINOGRAD_F4X4}, within the error that is told there, and a fused
     * activation or a maximum pooling may give a number for NaN.
     */
    STANDARD,
    /**
     * It may not: convolutions take no {@link Algorithm#WINOGRAD_F4X4}; {@link Algorithm#DIRECT} and
     * {@link Algorithm#WINOGRAD_F2X2} remain. Activations and maximum poolings give NaN for NaN and the limit for an
     * infinity, which takes more time on {@code cpu}. Not a promise of the same bits: sums may be taken in any order.
     */
    STRICT
}
