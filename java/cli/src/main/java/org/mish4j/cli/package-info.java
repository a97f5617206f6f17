// SPDX-License-Identifier: Apache-2.0

/** The command {@code mish4j}: its subcommands, and what they share. */
@NullMarked
package org.mish4j.cli;

import org.jspecify.annotations.NullMarked;
