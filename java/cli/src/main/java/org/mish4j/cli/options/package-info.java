// SPDX-License-Identifier: Apache-2.0

/** What the subcommands are told: options, and how their values are read. */
@NullMarked
package org.mish4j.cli.options;

import org.jspecify.annotations.NullMarked;
