// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import java.util.List;
import org.mish4j.Operator;
import org.mish4j.vector.kernels.Kernel;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.memory.View;

/** The kernel of each operator that a single kernel computes. */
public final class Kernels {
    private Kernels() {}

    /**
     * Makes the kernel that computes an operator.
     *
     * @param inputs where the inputs lie
     * @param dst where the result goes, in the activations
     * @throws IllegalArgumentException for an operator with weights, for one that takes a copy for each input, and for a
     *     batch normalisation, which the passes replace
     */
    public static Kernel create(Operator operator, List<View> inputs, View dst, KernelContext context) {
        View src = inputs.getFirst();
        return switch (operator) {
            case Operator.Eltwise(var activation) -> new EltwiseKernel(activation, context, src, dst);
            case Operator.Binary(var kind) -> new BinaryKernel(kind, context, src, inputs.get(1), dst);
            case Operator.Select() -> new SelectKernel(context, inputs, dst);
            case Operator.Slice(var starts, var sizes, var steps) ->
                new CopyKernel(context, src.slice(toArray(starts), toArray(sizes), toArray(steps)), dst);
            case Operator.Transpose(var permutation) ->
                new CopyKernel(
                        context,
                        src.transpose(
                                permutation.stream().mapToInt(Integer::intValue).toArray()),
                        dst);
            case Operator.Pooling pooling -> new PoolingKernel(pooling, context, src, dst);
            case Operator.ResizeNearest(var scales) -> new ResizeNearestKernel(scales, context, src, dst);
            case Operator.Gather gather -> new GatherKernel(gather, context, src, dst);
            case Operator.Interpolate interpolate -> new InterpolateKernel(interpolate, context, src, dst);
            case Operator.ConvertImage image -> new ConvertImageKernel(image, context, src, dst);
            case Operator.Softmax softmax -> new SoftmaxKernel(softmax, context, src, dst);
            case Operator.MeanVarianceNormalization normalize ->
                new MeanVarianceNormalizationKernel(normalize, context, src, dst);
            case Operator.Reduce(var kind, var axes, var keepDimensions) ->
                new ReduceKernel(kind, axes, keepDimensions, context, src, dst);
            case Operator.ArgReduce argReduce -> new ArgReduceKernel(argReduce, context, src, dst);
            case Operator.TopK topK -> new TopKKernel(topK, context, src, dst);
            case Operator.Convolution _,
                    Operator.Deconvolution _,
                    Operator.MatMul _,
                    Operator.Concat _,
                    Operator.Reshape _,
                    Operator.BatchNormalization _ ->
                throw new IllegalArgumentException("%s is not a single kernel's work"
                        .formatted(operator.getClass().getSimpleName()));
        };
    }

    private static long[] toArray(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }
}
