// SPDX-License-Identifier: Apache-2.0

/** The passes: each rewrites a graph into another that computes the same. */
@NullMarked
package org.mish4j.internal.passes;

import org.jspecify.annotations.NullMarked;
