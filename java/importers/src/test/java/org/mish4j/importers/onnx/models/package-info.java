// SPDX-License-Identifier: Apache-2.0

/** ONNX models as tests encode and run them. */
@NullMarked
package org.mish4j.importers.onnx.models;

import org.jspecify.annotations.NullMarked;
