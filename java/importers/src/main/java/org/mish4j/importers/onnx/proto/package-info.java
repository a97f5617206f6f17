// SPDX-License-Identifier: Apache-2.0

/**
 * The messages of an ONNX file, read from the protobuf wire format. Names and field numbers are those of the published
 * {@code onnx.proto}; fields that an import has no use for are skipped.
 */
@NullMarked
package org.mish4j.importers.onnx.proto;

import org.jspecify.annotations.NullMarked;
