// SPDX-License-Identifier: Apache-2.0

/** The command {@code mish4j}: where it begins, and how it reports errors. */
@NullMarked
package org.mish4j.cli;

import org.jspecify.annotations.NullMarked;
