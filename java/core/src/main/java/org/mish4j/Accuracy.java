// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/**
 * Decides whether a faster algorithm may have larger errors than a direct computation in the same type, and whether it
 * may give other results for NaN and infinities.
 */
public enum Accuracy {
    /**
     * A faster algorithm may be less accurate. Convolutions may take {@link Algorithm#WINOGRAD_F4X4}, whose error is
     * described there. A fused activation or a maximum pooling may give a number for NaN.
     */
    STANDARD,
    /**
     * No algorithm may be less accurate. Convolutions take {@link Algorithm#DIRECT} or {@link Algorithm#WINOGRAD_F2X2},
     * but not {@link Algorithm#WINOGRAD_F4X4}. Activations and maximum poolings give NaN for NaN and the limit for an
     * infinity, which takes more time on {@code cpu}. The bits of a result may still differ, since sums may be taken in
     * any order.
     */
    STRICT
}
