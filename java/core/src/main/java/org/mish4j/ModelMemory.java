// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/**
 * The memory of a {@link CompiledModel}, in bytes.
 *
 * @param weights packed constants, shared by all requests
 * @param activations intermediate results of one request
 * @param largestLive the least that any plan must hold: the largest sum of intermediate results alive at the same step
 * @param scratchpad scratch memory of one request
 */
public record ModelMemory(long weights, long activations, long largestLive, long scratchpad) {}
