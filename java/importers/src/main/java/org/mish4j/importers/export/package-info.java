// SPDX-License-Identifier: Apache-2.0

/** Writes graphs as ONNX files, for tests and for comparisons with other libraries. */
@NullMarked
package org.mish4j.importers.export;

import org.jspecify.annotations.NullMarked;
