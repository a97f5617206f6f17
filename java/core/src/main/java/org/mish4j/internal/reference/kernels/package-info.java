// SPDX-License-Identifier: Apache-2.0

/** A kernel for each operator. */
@NullMarked
package org.mish4j.internal.reference.kernels;

import org.jspecify.annotations.NullMarked;
