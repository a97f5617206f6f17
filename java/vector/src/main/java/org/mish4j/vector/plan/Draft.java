// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.plan;

import java.util.List;
import java.util.function.Supplier;
import org.mish4j.vector.kernels.Kernel;

/**
 * A step before the places of its operands are known.
 *
 * @param name the node it belongs to
 * @param operation what is computed
 * @param reads what it reads of the activations, maybe more than it needs
 * @param dst what it writes
 * @param kernel makes the kernel, once all blocks have their places
 */
record Draft(String name, String operation, List<View> reads, View dst, Supplier<Kernel> kernel) {}
