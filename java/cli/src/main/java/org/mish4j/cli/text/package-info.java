// SPDX-License-Identifier: Apache-2.0

/** What is printed, and where: tables, JSON, progress, versions. */
@NullMarked
package org.mish4j.cli.text;

import org.jspecify.annotations.NullMarked;
