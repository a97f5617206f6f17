// SPDX-License-Identifier: Apache-2.0

/** Runs the tests of the ONNX standard, which are folders with a model, its inputs and its outputs. */
@NullMarked
package org.mish4j.cli.conformance;

import org.jspecify.annotations.NullMarked;
