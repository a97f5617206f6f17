// SPDX-License-Identifier: Apache-2.0

/** Tests of the loops. */
@NullMarked
package org.mish4j.vector.simd;

import org.jspecify.annotations.NullMarked;
