// SPDX-License-Identifier: Apache-2.0
/** How the suite is run: which trials, in which order, and what is written of them. */
@NullMarked
package org.mish4j.bench.suite;

import org.jspecify.annotations.NullMarked;
