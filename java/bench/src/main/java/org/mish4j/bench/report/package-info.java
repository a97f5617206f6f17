// SPDX-License-Identifier: Apache-2.0

/** Tables and charts of what a suite has measured, from its JSON files alone. */
@NullMarked
package org.mish4j.bench.report;

import org.jspecify.annotations.NullMarked;
