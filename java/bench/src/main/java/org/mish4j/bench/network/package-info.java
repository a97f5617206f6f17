// SPDX-License-Identifier: Apache-2.0

/** Whole networks: mish4j's devices in each precision, and other libraries. */
@NullMarked
package org.mish4j.bench.network;

import org.jspecify.annotations.NullMarked;
