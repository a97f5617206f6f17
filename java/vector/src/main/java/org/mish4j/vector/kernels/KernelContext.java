// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels;

import org.mish4j.vector.simd.Loops;

/**
 * What kernels are made with.
 *
 * @param threads how many threads share the parts of a step
 * @param constants where packed weights go
 */
public record KernelContext(Loops loops, int threads, ConstantPool constants) {}
