// SPDX-License-Identifier: Apache-2.0

/** What each ONNX operator becomes: one class for each family of operators. */
@NullMarked
package org.mish4j.importers.onnx.operators;

import org.jspecify.annotations.NullMarked;
