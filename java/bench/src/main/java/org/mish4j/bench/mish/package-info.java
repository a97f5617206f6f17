// SPDX-License-Identifier: Apache-2.0
/** Mish of many numbers, in plain Java, with the Vector API, and natively. */
@NullMarked
package org.mish4j.bench.mish;

import org.jspecify.annotations.NullMarked;
