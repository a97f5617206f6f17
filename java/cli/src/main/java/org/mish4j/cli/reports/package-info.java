// SPDX-License-Identifier: Apache-2.0

/** What is said of graphs, plans and measurements. */
@NullMarked
package org.mish4j.cli.reports;

import org.jspecify.annotations.NullMarked;
