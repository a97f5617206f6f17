// SPDX-License-Identifier: Apache-2.0

/** Matrix products. */
@NullMarked
package org.mish4j.importers.onnx.operators.products;

import org.jspecify.annotations.NullMarked;
