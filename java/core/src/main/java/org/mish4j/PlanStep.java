// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/**
 * A step that a {@link CompiledModel} executes.
 *
 * @param name the node it belongs to
 * @param operation the operation, such as {@code convolution+bias+mish+add}
 * @param kernel the kernel that computes it, by the backend's name for it
 * @param result the result's dimensions, layout and type, {@code 1x32x8x8 nChw16c f32}
 * @param algorithm the algorithm of a convolution, {@code direct} or {@code winograd F(4x4,3x3)}; empty for other
 *     steps, and where the device has one way, or its library chooses
 * @param reason the reason for the algorithm of a convolution; empty where there was no choice
 */
public record PlanStep(String name, String operation, String kernel, String result, String algorithm, String reason) {
    /** Makes a step of a device that has one way to compute it. */
    public PlanStep(String name, String operation, String kernel, String result) {
        this(name, operation, kernel, result, "", "");
    }
}
