// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/**
 * A step that a {@link CompiledModel} executes.
 *
 * @param name the node it belongs to
 * @param operation what is computed, {@code convolution+bias+mish+add}
 * @param kernel what computes it, as the backend names it
 * @param result the result's dimensions, layout and type, {@code 1x32x8x8 nChw16c f32}
 */
public record PlanStep(String name, String operation, String kernel, String result) {}
