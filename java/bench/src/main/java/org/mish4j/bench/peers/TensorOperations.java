// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mish4j.Activation;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Window;

/**
 * The operators that the measured networks have, in another library. Shapes and axes are those of mish4j's graphs, images
 * {@code [N, C, H, W]}; a library may lay them out as it likes.
 *
 * @param <T> its tensors
 */
interface TensorOperations<T> {
    T convolution(T x, T weights, @Nullable T bias, long groups, Window window);

    T activation(Activation activation, T x);

    T add(T first, T second);

    T matrixProduct(T x, T weights, @Nullable T bias);

    T concat(int axis, List<T> parts);

    T slice(T x, Operator.Slice slice);

    /** Maximum pooling of an image. */
    T maxPool(T x, Operator.Pooling pooling, Shape input, Shape output);

    /** The mean over all pixels of an image, which stay as one. */
    T globalAverage(T x);

    T upsample(T x, Shape output);

    T reshape(T x, Shape input, Shape output);

    T softmax(T x, int axis);

    /** Frees a tensor that none of these methods gets any more. */
    void release(T tensor);
}
