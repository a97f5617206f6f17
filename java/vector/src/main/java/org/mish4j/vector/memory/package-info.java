// SPDX-License-Identifier: Apache-2.0

/** Where values lie: views of blocks of memory, their layouts, and the memory itself. */
@NullMarked
package org.mish4j.vector.memory;

import org.jspecify.annotations.NullMarked;
