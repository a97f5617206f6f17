// SPDX-License-Identifier: Apache-2.0

/** Tests of the kernels. */
@NullMarked
package org.mish4j.vector.kernels.rows;

import org.jspecify.annotations.NullMarked;
