// SPDX-License-Identifier: Apache-2.0

/** The subcommands, one class each. */
@NullMarked
package org.mish4j.cli.commands;

import org.jspecify.annotations.NullMarked;
