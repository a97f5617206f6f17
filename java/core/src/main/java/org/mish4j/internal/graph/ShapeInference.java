// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.graph;

import java.util.List;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;

/** The shape of a node's result, from its operator and the shapes of its inputs; each operator documents its rule. */
public final class ShapeInference {
    private ShapeInference() {}

    /**
     * Infers the shape of a node's result.
     *
     * @throws IllegalArgumentException if the inputs do not fit
     */
    public static Shape infer(String nodeName, Operator operator, List<Value> values) {
        NodeInputs inputs = new NodeInputs(nodeName, operator, values);
        inputs.requireF32Constants();
        Shape result = infer(operator, inputs);
        ByteLimit.problem(TensorType.F32, result).ifPresent(problem -> inputs.require(false, "%s", problem));
        return result;
    }

    private static Shape infer(Operator operator, NodeInputs inputs) {
        return switch (operator) {
            case Operator.Convolution convolution -> WeightedShapes.convolution(inputs, convolution);
            case Operator.Deconvolution deconvolution -> WeightedShapes.deconvolution(inputs, deconvolution);
            case Operator.MatMul matMul -> WeightedShapes.matMul(inputs, matMul);
            case Operator.Pooling pooling -> pooling(inputs, pooling);
            case Operator.Eltwise _ -> inputs.only();
            case Operator.Binary _ -> binary(inputs);
            case Operator.Select _ -> select(inputs);
            case Operator.Concat concat -> MovementShapes.concat(inputs, concat);
            case Operator.Slice slice -> MovementShapes.slice(inputs, slice);
            case Operator.Gather gather -> MovementShapes.gather(inputs, gather);
            case Operator.Interpolate interpolate -> MovementShapes.interpolate(inputs, interpolate);
            case Operator.ResizeNearest resize -> MovementShapes.resizeNearest(inputs, resize);
            case Operator.ConvertImage image -> MovementShapes.convertImage(inputs, image);
            case Operator.Reshape reshape -> MovementShapes.reshape(inputs, reshape);
            case Operator.Transpose transpose -> MovementShapes.transpose(inputs, transpose);
            case Operator.Softmax softmax -> ReductionShapes.softmax(inputs, softmax);
            case Operator.MeanVarianceNormalization normalize -> ReductionShapes.normalize(inputs, normalize);
            case Operator.Reduce reduce -> ReductionShapes.reduce(inputs, reduce);
            case Operator.ArgReduce argReduce -> ReductionShapes.argReduce(inputs, argReduce);
            case Operator.TopK topK -> ReductionShapes.topK(inputs, topK);
            case Operator.BatchNormalization _ -> ReductionShapes.batchNormalization(inputs);
        };
    }

    private static Shape pooling(NodeInputs inputs, Operator.Pooling pooling) {
        inputs.requireCount(1);
        int spatialRank = pooling.kernel().size();
        Shape src = inputs.image(spatialRank);
        inputs.require(
                pooling.window().spatialRank() == spatialRank,
                "kernel %s has %d numbers, strides %s has %d",
                pooling.kernel(),
                spatialRank,
                pooling.window().strides(),
                pooling.window().spatialRank());
        WindowShapes.requireKernel(inputs, pooling.kernel());
        WindowShapes.requirePadsInsideKernel(inputs, pooling.kernel(), pooling.window());
        return WindowShapes.infer(inputs, src, src.dimension(1), pooling.kernel(), pooling.window());
    }

    private static Shape binary(NodeInputs inputs) {
        inputs.requireCount(2);
        return inputs.broadcast("src0", inputs.shape(0), "src1", inputs.shape(1));
    }

    private static Shape select(NodeInputs inputs) {
        inputs.requireCount(3);
        Shape srcs = inputs.broadcast("src0", inputs.shape(1), "src1", inputs.shape(2));
        return inputs.broadcast("condition", inputs.shape(0), "src0 with src1", srcs);
    }
}
