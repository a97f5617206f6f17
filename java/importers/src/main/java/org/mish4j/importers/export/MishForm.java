// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.export;

/** How Mish is written in an ONNX file. */
public enum MishForm {
    /** As the operator Mish, which is in the standard from opset 18 on. */
    OPERATOR,
    /** As Softplus, Tanh and Mul, for readers that do not know the operator. */
    DECOMPOSED
}
