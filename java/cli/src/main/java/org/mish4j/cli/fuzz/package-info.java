// SPDX-License-Identifier: Apache-2.0

/** Compares devices with {@code java-reference} on random graphs. */
@NullMarked
package org.mish4j.cli.fuzz;

import org.jspecify.annotations.NullMarked;
