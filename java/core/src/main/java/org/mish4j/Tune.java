// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/**
 * The effort of a compilation to find the fastest way: on a GPU the kernel of each step, on {@code cpu} the
 * {@link Algorithm} of each convolution where that is {@link Algorithm#AUTO}. Devices without a choice accept every
 * value. Results are kept in the folder that {@code -Dmish4j.cache.path} names, and are not searched for again. A file
 * in it that is damaged, or comes from another machine, is ignored.
 */
public enum Tune {
    /** Nothing is measured: the backend's library or an estimate chooses. */
    OFF,
    /** The best of a few candidates for each step, by their times on the device. */
    FAST,
    /** The best of all candidates, by their times on the device, which takes minutes for a large network. */
    FULL
}
