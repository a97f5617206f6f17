// SPDX-License-Identifier: Apache-2.0

/** Convolutions and poolings. */
@NullMarked
package org.mish4j.importers.onnx.operators.windows;

import org.jspecify.annotations.NullMarked;
