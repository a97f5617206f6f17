// SPDX-License-Identifier: Apache-2.0

/** Operators on the elements along axes together: reductions, normalisations, softmax, running sums. */
@NullMarked
package org.mish4j.importers.onnx.operators.reductions;

import org.jspecify.annotations.NullMarked;
