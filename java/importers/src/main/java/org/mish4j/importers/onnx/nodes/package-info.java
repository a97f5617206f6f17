// SPDX-License-Identifier: Apache-2.0

/** A node that is being imported: what it reads, its attributes, and the graph that it is added to. */
@NullMarked
package org.mish4j.importers.onnx.nodes;

import org.jspecify.annotations.NullMarked;
