// SPDX-License-Identifier: Apache-2.0
/** The suite of JMH benchmarks, and the command that runs it. */
@NullMarked
package org.mish4j.bench;

import org.jspecify.annotations.NullMarked;
