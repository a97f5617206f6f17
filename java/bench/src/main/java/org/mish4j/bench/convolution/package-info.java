// SPDX-License-Identifier: Apache-2.0
/** Convolution, bias and Mish of one layer: native and fused, native and not fused, and three rungs of pure Java. */
@NullMarked
package org.mish4j.bench.convolution;

import org.jspecify.annotations.NullMarked;
