// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/**
 * How far a compilation goes to find what is fastest: on a GPU the kernel of each step, on {@code cpu} the
 * {@link Algorithm} of each convolution, where that is {@link Algorithm#AUTO}. Devices that have nothing to choose from take
 * any. What was found is kept in a folder, which {@code -Dmish4j.cache.path} names, and not looked for again; a file there
 * that is damaged, or is another machine's, is not used.
 */
public enum Tune {
    /** Nothing is measured: what the backend's library thinks best, or an estimate says. */
    OFF,
    /** The best of a few candidates for each step, by their times on the device. */
    FAST,
    /** The best of all that there are: minutes for a large network. */
    FULL
}
