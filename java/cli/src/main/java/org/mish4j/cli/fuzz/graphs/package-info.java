// SPDX-License-Identifier: Apache-2.0

/** Random small graphs with their inputs, and what they compute node by node. */
@NullMarked
package org.mish4j.cli.fuzz.graphs;

import org.jspecify.annotations.NullMarked;
