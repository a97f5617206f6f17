// SPDX-License-Identifier: Apache-2.0

/** Writes graphs as Darknet files, which other libraries read. */
@NullMarked
package org.mish4j.bench.export;

import org.jspecify.annotations.NullMarked;
