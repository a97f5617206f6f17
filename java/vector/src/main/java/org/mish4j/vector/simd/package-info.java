// SPDX-License-Identifier: Apache-2.0

/** Loops over floats in memory segments, on the Vector API and in plain Java. */
@NullMarked
package org.mish4j.vector.simd;

import org.jspecify.annotations.NullMarked;
