// SPDX-License-Identifier: Apache-2.0

/** Resize and Upsample. */
@NullMarked
package org.mish4j.importers.onnx.operators.resize;

import org.jspecify.annotations.NullMarked;
