// SPDX-License-Identifier: Apache-2.0

/** What a kernel is, and what all kernels share. */
@NullMarked
package org.mish4j.vector.kernels;

import org.jspecify.annotations.NullMarked;
