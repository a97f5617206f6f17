// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/** Whether a faster algorithm may be less accurate than the definition of what it computes, carried out in the same type. */
public enum Accuracy {
    /** It may: convolutions may take {@link Algorithm#WINOGRAD_F4X4}, within the error that is told there. */
    STANDARD,
    /**
     * It may not: convolutions take no {@link Algorithm#WINOGRAD_F4X4}; {@link Algorithm#DIRECT} and
     * {@link Algorithm#WINOGRAD_F2X2} remain. Not a promise of the same bits: sums may be taken in any order.
     */
    STRICT
}
