// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/** An operation on the result of a convolution or a matrix product, done before the result is written. */
public sealed interface PostOp {
    /** Applies an element-wise function. */
    record Apply(Activation activation) implements PostOp {}

    /** Adds, element by element, the next of the node's inputs after weights and bias. */
    record AddResidual() implements PostOp {}
}
