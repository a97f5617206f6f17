// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.export;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.mish4j.Activation;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Window;

/** Writes operators as the ONNX nodes that mean the same. */
final class OnnxOperators {
    private final OnnxGraph file;
    private final MishForm mish;

    OnnxOperators(OnnxGraph file, MishForm mish) {
        this.file = file;
        this.mish = mish;
    }

    /** Writes a node, of whose values the names are given. */
    void write(Node node, List<String> inputs, String output) {
        switch (node.operator()) {
            case Operator.Convolution convolution
            when convolution.postOps().isEmpty() ->
                convolution(convolution, node.inputs().get(1).shape(), inputs, output);
            case Operator.BatchNormalization normalization ->
                file.node("BatchNormalization", inputs, output, OnnxAttribute.of("epsilon", normalization.epsilon()));
            case Operator.Eltwise eltwise -> activation(node, eltwise.activation(), inputs.getFirst(), output);
            case Operator.Binary binary -> file.node(nameOf(node, binary.kind()), inputs, output);
            case Operator.Concat concat -> file.node("Concat", inputs, output, OnnxAttribute.of("axis", concat.axis()));
            case Operator.Slice slice -> slice(slice, inputs.getFirst(), output);
            case Operator.Gather gather -> {
                String indices = file.integers(output + ".indices", gather.indices());
                file.node("Gather", append(inputs, indices), output, OnnxAttribute.of("axis", gather.axis()));
            }
            case Operator.Pooling pooling -> pooling(pooling, inputs, output);
            case Operator.GlobalPooling pooling ->
                file.node(
                        pooling.kind() == Operator.PoolingKind.MAX ? "GlobalMaxPool" : "GlobalAveragePool",
                        inputs,
                        output);
            case Operator.ResizeNearest resize -> resize(resize, inputs.getFirst(), output);
            case Operator.Softmax softmax ->
                file.node(
                        softmax.logarithmic() ? "LogSoftmax" : "Softmax",
                        inputs,
                        output,
                        OnnxAttribute.of("axis", softmax.axis()));
            case Operator.Reshape reshape -> {
                String shape = file.integers(output + ".shape", dimensions(reshape.shape()));
                file.node("Reshape", append(inputs, shape), output);
            }
            case Operator.Transpose transpose ->
                file.node("Transpose", inputs, output, OnnxAttribute.of("perm", longs(transpose.permutation())));
            case Operator.Reduce reduce
            when reduce.kind() == Operator.ReductionKind.MEAN -> {
                String axes = file.integers(output + ".axes", longs(reduce.axes()));
                Message keep = OnnxAttribute.of("keepdims", reduce.keepDimensions() ? 1 : 0);
                file.node("ReduceMean", append(inputs, axes), output, keep);
            }
            case Operator.MatMul product when product.postOps().isEmpty() -> matrixProduct(product, inputs, output);
            default ->
                throw new IllegalArgumentException(
                        "node '%s' can't be written as ONNX: %s".formatted(node.name(), node.operator()));
        }
    }

    private void convolution(Operator.Convolution convolution, Shape weights, List<String> inputs, String output) {
        Window window = convolution.window();
        file.node(
                "Conv",
                inputs,
                output,
                OnnxAttribute.of("group", convolution.groups()),
                OnnxAttribute.of("kernel_shape", dimensions(weights).subList(2, 2 + window.spatialRank())),
                OnnxAttribute.of("dilations", window.dilations()),
                OnnxAttribute.of("strides", window.strides()),
                OnnxAttribute.of("pads", pads(window)));
    }

    private void pooling(Operator.Pooling pooling, List<String> inputs, String output) {
        Window window = pooling.window();
        List<Message> attributes = new ArrayList<>(List.of(
                OnnxAttribute.of("kernel_shape", pooling.kernel()),
                OnnxAttribute.of("strides", window.strides()),
                OnnxAttribute.of("pads", pads(window))));
        if (window.dilations().stream().anyMatch(dilation -> dilation != 1)) {
            attributes.add(OnnxAttribute.of("dilations", window.dilations()));
        }
        if (pooling.kind() == Operator.PoolingKind.AVERAGE_INCLUDE_PADDING) {
            attributes.add(OnnxAttribute.of("count_include_pad", 1));
        }
        String operator = pooling.kind() == Operator.PoolingKind.MAX ? "MaxPool" : "AveragePool";
        file.node(operator, inputs, output, attributes.toArray(Message[]::new));
    }

    private void activation(Node node, Activation activation, String input, String output) {
        switch (activation.kind()) {
            case MISH -> mish(input, output);
            case RELU -> {
                if (activation.alpha() == 0) {
                    file.node("Relu", List.of(input), output);
                } else {
                    file.node("LeakyRelu", List.of(input), output, OnnxAttribute.of("alpha", activation.alpha()));
                }
            }
            case SIGMOID -> file.node("Sigmoid", List.of(input), output);
            case TANH -> file.node("Tanh", List.of(input), output);
            case SOFTPLUS -> file.node("Softplus", List.of(input), output);
            case SWISH -> swish(activation.alpha(), input, output);
            default ->
                throw new IllegalArgumentException(
                        "node '%s' can't be written as ONNX: %s".formatted(node.name(), activation));
        }
    }

    private void mish(String input, String output) {
        if (mish == MishForm.OPERATOR) {
            file.node("Mish", List.of(input), output);
            return;
        }
        String softplus = part("Softplus", List.of(input), output + ".softplus");
        String tanh = part("Tanh", List.of(softplus), output + ".tanh");
        file.node("Mul", List.of(input, tanh), output);
    }

    private void swish(float alpha, String input, String output) {
        String scaled = input;
        if (alpha != 1) {
            String factor = file.floats(output + ".alpha", alpha);
            scaled = part("Mul", List.of(input, factor), output + ".scaled");
        }
        String sigmoid = part("Sigmoid", List.of(scaled), output + ".sigmoid");
        file.node("Mul", List.of(input, sigmoid), output);
    }

    private String part(String operator, List<String> inputs, String wish) {
        String name = file.uniqueName(wish);
        file.node(operator, inputs, name);
        return name;
    }

    private void slice(Operator.Slice slice, String input, String output) {
        int rank = slice.starts().size();
        List<Long> ends = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            ends.add(slice.starts().get(axis)
                    + (slice.sizes().get(axis) - 1) * slice.steps().get(axis)
                    + 1);
        }
        List<String> inputs = List.of(
                input,
                file.integers(output + ".starts", slice.starts()),
                file.integers(output + ".ends", ends),
                file.integers(
                        output + ".axes", LongStream.range(0, rank).boxed().toList()),
                file.integers(output + ".steps", slice.steps()));
        file.node("Slice", inputs, output);
    }

    private void resize(Operator.ResizeNearest resize, String input, String output) {
        float[] scales = new float[2 + resize.scales().size()];
        scales[0] = 1;
        scales[1] = 1;
        for (int axis = 0; axis < resize.scales().size(); axis++) {
            scales[2 + axis] = resize.scales().get(axis);
        }
        file.node(
                "Resize",
                List.of(input, "", file.floats(output + ".scales", scales)),
                output,
                OnnxAttribute.of("mode", "nearest"),
                OnnxAttribute.of("nearest_mode", "floor"),
                OnnxAttribute.of("coordinate_transformation_mode", "asymmetric"));
    }

    private void matrixProduct(Operator.MatMul product, List<String> inputs, String output) {
        if (!product.hasBias()) {
            file.node("MatMul", inputs, output);
            return;
        }
        String sum = part("MatMul", inputs.subList(0, 2), output + ".product");
        file.node("Add", List.of(sum, inputs.get(2)), output);
    }

    private static String nameOf(Node node, Operator.BinaryKind kind) {
        return switch (kind) {
            case ADD -> "Add";
            case SUB -> "Sub";
            case MUL -> "Mul";
            case DIV -> "Div";
            default ->
                throw new IllegalArgumentException(
                        "node '%s' can't be written as ONNX: %s".formatted(node.name(), kind));
        };
    }

    private static List<Long> pads(Window window) {
        return Stream.concat(window.padsBegin().stream(), window.padsEnd().stream())
                .toList();
    }

    private static List<Long> dimensions(Shape shape) {
        return LongStream.of(shape.toArray()).boxed().toList();
    }

    private static List<Long> longs(List<Integer> numbers) {
        return numbers.stream().map(Integer::longValue).toList();
    }

    private static List<String> append(List<String> inputs, String last) {
        return Stream.concat(inputs.stream(), Stream.of(last)).toList();
    }
}
