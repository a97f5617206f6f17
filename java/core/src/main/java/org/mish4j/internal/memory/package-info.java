// SPDX-License-Identifier: Apache-2.0

/** Native memory that is owned, and what was forgotten to be closed. */
@NullMarked
package org.mish4j.internal.memory;

import org.jspecify.annotations.NullMarked;
