// SPDX-License-Identifier: Apache-2.0

/** What is printed: tables, JSON, progress. */
@NullMarked
package org.mish4j.cli.text;

import org.jspecify.annotations.NullMarked;
