// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/**
 * How far a compilation goes to find the fastest kernels. Devices that have nothing to choose from take any. What was found
 * is kept in a folder, which {@code -Dmish4j.cache.path} names, and not looked for again.
 */
public enum Tune {
    /** What the backend's library thinks best. */
    OFF,
    /** The best of a few candidates for each step, by their times on the device. */
    FAST,
    /** The best of all that there are: minutes for a large network. */
    FULL
}
