// SPDX-License-Identifier: Apache-2.0

/** From an ONNX file to a graph: the file, its tensors, its nodes in their order. */
@NullMarked
package org.mish4j.importers.onnx;

import org.jspecify.annotations.NullMarked;
