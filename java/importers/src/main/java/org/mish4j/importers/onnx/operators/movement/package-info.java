// SPDX-License-Identifier: Apache-2.0

/** Operators that select, arrange and join elements, and compute none. */
@NullMarked
package org.mish4j.importers.onnx.operators.movement;

import org.jspecify.annotations.NullMarked;
