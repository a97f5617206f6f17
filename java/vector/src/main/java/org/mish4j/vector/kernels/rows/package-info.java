// SPDX-License-Identifier: Apache-2.0

/** The operators without weights, whose kernels go over their result row by row. */
@NullMarked
package org.mish4j.vector.kernels.rows;

import org.jspecify.annotations.NullMarked;
