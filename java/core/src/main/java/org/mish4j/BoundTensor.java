// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/** What can be bound to an input or output of a request. */
sealed interface BoundTensor permits Tensor, DeviceTensor {
    TensorType type();

    Shape shape();

    boolean isOpen();
}
