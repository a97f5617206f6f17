// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.util.List;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.internal.reference.elements.Elements;

/** The kernel of each operator. */
public final class Kernels {
    private Kernels() {}

    /**
     * Makes the kernel that computes an operator.
     *
     * @throws IllegalArgumentException for a batch normalisation, which the passes replace
     */
    public static Kernel create(Operator operator, List<Shape> inputs, Shape result) {
        return switch (operator) {
            case Operator.Convolution convolution ->
                new ConvolutionKernel(convolution, inputs.get(0), inputs.get(1), result);
            case Operator.Deconvolution deconvolution ->
                new DeconvolutionKernel(deconvolution, inputs.get(0), inputs.get(1), result);
            case Operator.MatMul matMul -> new MatMulKernel(matMul, inputs.get(0), inputs.get(1), result);
            case Operator.Pooling pooling -> new PoolingKernel(pooling, inputs.getFirst(), result);
            case Operator.Eltwise eltwise -> new EltwiseKernel(eltwise, result);
            case Operator.Binary binary -> new BinaryKernel(binary, inputs.get(0), inputs.get(1), result);
            case Operator.Select _ -> new SelectKernel(inputs, result);
            case Operator.Concat concat -> new ConcatKernel(concat, inputs, result);
            case Operator.Slice slice -> StridedCopyKernel.of(slice, inputs.getFirst(), result);
            case Operator.Gather gather -> new GatherKernel(gather, inputs.getFirst());
            case Operator.Interpolate interpolate -> new InterpolateKernel(interpolate, inputs.getFirst());
            case Operator.ResizeNearest resize -> StridedCopyKernel.of(resize, inputs.getFirst());
            case Operator.ConvertImage image -> new ConvertImageKernel(image, inputs.getFirst());
            case Operator.Softmax softmax -> new SoftmaxKernel(softmax, inputs.getFirst());
            case Operator.MeanVarianceNormalization normalize ->
                new MeanVarianceNormalizationKernel(normalize, inputs.getFirst());
            case Operator.Reshape _ -> reshape(result.elementCount());
            case Operator.Transpose transpose -> StridedCopyKernel.of(transpose, inputs.getFirst(), result);
            case Operator.Reduce reduce -> new ReduceKernel(reduce, inputs.getFirst());
            case Operator.ArgReduce argReduce -> new ArgReduceKernel(argReduce, inputs.getFirst());
            case Operator.TopK topK -> new TopKKernel(topK, inputs.getFirst());
            case Operator.BatchNormalization _ ->
                throw new IllegalArgumentException("batch normalisation has no kernel, the passes replace it");
        };
    }

    private static Kernel reshape(long elementCount) {
        return (inputs, result) -> Elements.copy(inputs[0], 0, result, 0, elementCount);
    }
}
