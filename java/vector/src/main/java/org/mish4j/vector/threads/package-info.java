// SPDX-License-Identifier: Apache-2.0

/** The threads that share the work of a step. */
@NullMarked
package org.mish4j.vector.threads;

import org.jspecify.annotations.NullMarked;
