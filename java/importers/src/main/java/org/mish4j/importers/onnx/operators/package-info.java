// SPDX-License-Identifier: Apache-2.0

/** What each ONNX operator becomes: the registry of all, and those that are resolved at import. */
@NullMarked
package org.mish4j.importers.onnx.operators;

import org.jspecify.annotations.NullMarked;
