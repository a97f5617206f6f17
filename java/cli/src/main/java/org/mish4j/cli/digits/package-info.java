// SPDX-License-Identifier: Apache-2.0

/** What the demonstration does: classifies handwritten digits, measures, and draws. */
@NullMarked
package org.mish4j.cli.digits;

import org.jspecify.annotations.NullMarked;
