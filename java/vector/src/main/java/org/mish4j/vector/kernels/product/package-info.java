// SPDX-License-Identifier: Apache-2.0

/** The operators with weights, which are products of tiles: convolutions and matrix products. */
@NullMarked
package org.mish4j.vector.kernels.product;

import org.jspecify.annotations.NullMarked;
