// SPDX-License-Identifier: Apache-2.0

/** What runs networks in the benchmarks: the devices of mish4j, and other libraries through their Java interfaces. */
@NullMarked
package org.mish4j.bench.peers;

import org.jspecify.annotations.NullMarked;
