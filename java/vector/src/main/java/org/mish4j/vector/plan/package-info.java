// SPDX-License-Identifier: Apache-2.0

/** From a graph to steps: where values lie in memory, and which kernel computes each. */
@NullMarked
package org.mish4j.vector.plan;

import org.jspecify.annotations.NullMarked;
