// SPDX-License-Identifier: Apache-2.0

/** The kernel of each operator. */
@NullMarked
package org.mish4j.vector.kernels;

import org.jspecify.annotations.NullMarked;
