// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.mish4j.Constant;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Window;

/** Writes operators as the ONNX nodes that mean the same. */
final class OnnxOperators {
    private static final int DILATED_AVERAGES_SINCE = 19;

    private final OnnxGraph file;
    private final OnnxActivations activations;
    private final OnnxMovements movements;

    OnnxOperators(OnnxGraph file, MishForm mish) {
        this.file = file;
        this.activations = new OnnxActivations(file, mish);
        this.movements = new OnnxMovements(file);
    }

    /** Writes a node, of whose values the names are given. */
    void write(Node node, List<String> inputs, String output) {
        String input = inputs.getFirst();
        Shape src = node.inputs().getFirst().shape();
        switch (node.operator()) {
            case Operator.Convolution convolution ->
                postOps(
                        convolution.postOps(),
                        inputs,
                        output,
                        (operands, result) -> file.node(
                                "Conv",
                                operands,
                                result,
                                windowAttributes(node, convolution.groups(), convolution.window())));
            case Operator.Deconvolution deconvolution -> {
                Message[] attributes = windowAttributes(node, deconvolution.groups(), deconvolution.window());
                Message[] all = Arrays.copyOf(attributes, attributes.length + 1);
                all[attributes.length] = OnnxAttribute.of("output_padding", deconvolution.outputPads());
                postOps(
                        deconvolution.postOps(),
                        inputs,
                        output,
                        (operands, result) -> file.node("ConvTranspose", operands, result, all));
            }
            case Operator.MatMul product -> postOps(product.postOps(), inputs, output, this::matrixProduct);
            case Operator.BatchNormalization normalization ->
                file.node("BatchNormalization", inputs, output, OnnxAttribute.of("epsilon", normalization.epsilon()));
            case Operator.Eltwise eltwise -> activations.write(eltwise.activation(), input, output);
            case Operator.Binary binary -> binary(binary.kind(), inputs, output);
            case Operator.Select _ -> {
                String condition = OnnxTypes.cast(file, input, TensorType.BOOL, output + ".condition");
                file.node("Where", List.of(condition, inputs.get(1), inputs.get(2)), output);
            }
            case Operator.Concat concat -> file.node("Concat", inputs, output, OnnxAttribute.of("axis", concat.axis()));
            case Operator.Slice slice -> movements.slice(slice, input, output);
            case Operator.Gather gather -> movements.gather(gather, input, output);
            case Operator.Interpolate interpolate -> movements.interpolate(interpolate, src.rank(), input, output);
            case Operator.Pooling pooling -> pooling(pooling, inputs, output);
            case Operator.ResizeNearest resize -> movements.resize(resize, input, output);
            case Operator.ConvertImage image -> movements.convertImage(image, input, output);
            case Operator.Softmax softmax ->
                file.node(
                        softmax.logarithmic() ? "LogSoftmax" : "Softmax",
                        inputs,
                        output,
                        OnnxAttribute.of("axis", softmax.axis()));
            case Operator.MeanVarianceNormalization normalize -> normalize(normalize, src, input, output);
            case Operator.Reshape reshape -> {
                String shape = file.integers(output + ".shape", dimensions(reshape.shape()));
                file.node("Reshape", List.of(input, shape), output);
            }
            case Operator.Transpose transpose ->
                file.node("Transpose", inputs, output, OnnxAttribute.of("perm", longs(transpose.permutation())));
            case Operator.Reduce reduce
            when reduce.kind() == Operator.ReductionKind.MEAN && reduce.isOfImages(src.rank()) ->
                file.node("GlobalAveragePool", inputs, output);
            case Operator.Reduce reduce
            when reduce.kind() == Operator.ReductionKind.MAX && reduce.isOfImages(src.rank()) ->
                file.node("GlobalMaxPool", inputs, output);
            case Operator.Reduce reduce -> {
                String axes = file.integers(output + ".axes", longs(reduce.axes()));
                Message keep = OnnxAttribute.of("keepdims", reduce.keepDimensions() ? 1 : 0);
                file.node(nameOf(reduce.kind()), List.of(input, axes), output, keep);
            }
            case Operator.ArgReduce argReduce -> {
                String place = file.part(
                        argReduce.kind() == Operator.ArgKind.MAX ? "ArgMax" : "ArgMin",
                        inputs,
                        output + ".place",
                        OnnxAttribute.of("axis", argReduce.axis()),
                        OnnxAttribute.of("keepdims", argReduce.keepDimensions() ? 1 : 0),
                        OnnxAttribute.of("select_last_index", argReduce.lastIndex() ? 1 : 0));
                OnnxTypes.convert(file, place, TensorType.F32, output);
            }
            case Operator.TopK topK -> topK(topK, input, output);
        }
    }

    private void topK(Operator.TopK topK, String input, String output) {
        boolean asksForPlaces = topK.result() == Operator.TopKResult.PLACES;
        String elements = asksForPlaces ? file.uniqueName(output + ".elements") : output;
        String places = file.uniqueName(output + ".places");
        file.node(
                "TopK",
                List.of(input, file.integers(output + ".count", List.of(topK.count()))),
                List.of(elements, places),
                OnnxAttribute.of("axis", topK.axis()),
                OnnxAttribute.of("largest", topK.kind() == Operator.ArgKind.MAX ? 1 : 0));
        if (asksForPlaces) {
            OnnxTypes.convert(file, places, TensorType.F32, output);
        }
    }

    /** Writes a node of some operands. */
    @FunctionalInterface
    private interface Writer {
        void write(List<String> operands, String output);
    }

    /** Writes an operator, and each of what follows as a node of its own. */
    private void postOps(List<PostOp> postOps, List<String> inputs, String output, Writer writer) {
        int residual = inputs.size()
                - (int) postOps.stream()
                        .filter(PostOp.AddResidual.class::isInstance)
                        .count();
        List<String> operands = inputs.subList(0, residual);
        if (postOps.isEmpty()) {
            writer.write(operands, output);
            return;
        }
        String current = file.uniqueName(output + ".linear");
        writer.write(operands, current);
        for (int index = 0; index < postOps.size(); index++) {
            String next = index == postOps.size() - 1 ? output : file.uniqueName(output + ".part");
            switch (postOps.get(index)) {
                case PostOp.Apply apply -> activations.write(apply.activation(), current, next);
                case PostOp.AddResidual _ -> file.node("Add", List.of(current, inputs.get(residual++)), next);
            }
            current = next;
        }
    }

    private static Message[] windowAttributes(Node node, long groups, Window window) {
        List<Long> weights = dimensions(node.inputs().get(1).shape());
        return new Message[] {
            OnnxAttribute.of("group", groups),
            OnnxAttribute.of("kernel_shape", weights.subList(2, 2 + window.spatialRank())),
            OnnxAttribute.of("dilations", window.dilations()),
            OnnxAttribute.of("strides", window.strides()),
            OnnxAttribute.of("pads", pads(window))
        };
    }

    private void pooling(Operator.Pooling pooling, List<String> inputs, String output) {
        Window window = pooling.window();
        boolean isMaximum = pooling.kind() == Operator.PoolingKind.MAX;
        List<Message> attributes = new ArrayList<>(List.of(
                OnnxAttribute.of("kernel_shape", pooling.kernel()),
                OnnxAttribute.of("strides", window.strides()),
                OnnxAttribute.of("pads", pads(window))));
        if (window.dilations().stream().anyMatch(dilation -> dilation != 1)) {
            attributes.add(OnnxAttribute.of("dilations", window.dilations()));
            if (!isMaximum) {
                file.requireOpset(DILATED_AVERAGES_SINCE);
            }
        }
        if (pooling.kind() == Operator.PoolingKind.AVERAGE_INCLUDE_PADDING) {
            attributes.add(OnnxAttribute.of("count_include_pad", 1));
        }
        file.node(isMaximum ? "MaxPool" : "AveragePool", inputs, output, attributes.toArray(Message[]::new));
    }

    private void normalize(Operator.MeanVarianceNormalization normalize, Shape src, String input, String output) {
        Shape normalized = Shape.of(dimensions(src).subList(normalize.firstAxis(), src.rank()));
        float[] ones = new float[Math.toIntExact(normalized.elementCount())];
        Arrays.fill(ones, 1);
        String scale = file.constant(output + ".scale", Constant.ofFloats(normalized, ones));
        file.node(
                "LayerNormalization",
                List.of(input, scale),
                output,
                OnnxAttribute.of("axis", normalize.firstAxis()),
                OnnxAttribute.of("epsilon", normalize.epsilon()));
    }

    private void matrixProduct(List<String> operands, String output) {
        if (operands.size() == 2) {
            file.node("MatMul", operands, output);
            return;
        }
        String product = file.part("MatMul", operands.subList(0, 2), output + ".product");
        file.node("Add", List.of(product, operands.get(2)), output);
    }

    private void binary(Operator.BinaryKind kind, List<String> inputs, String output) {
        switch (kind) {
            case ADD, SUB, MUL, DIV, MIN, MAX, POW -> file.node(nameOf(kind), inputs, output);
            case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                OnnxTypes.convert(file, file.part(nameOf(kind), inputs, output + ".truth"), TensorType.F32, output);
        }
    }

    private static String nameOf(Operator.BinaryKind kind) {
        return switch (kind) {
            case ADD -> "Add";
            case SUB -> "Sub";
            case MUL -> "Mul";
            case DIV -> "Div";
            case MIN -> "Min";
            case MAX -> "Max";
            case POW -> "Pow";
            case EQUAL -> "Equal";
            case LESS -> "Less";
            case LESS_OR_EQUAL -> "LessOrEqual";
            case GREATER -> "Greater";
            case GREATER_OR_EQUAL -> "GreaterOrEqual";
        };
    }

    private static String nameOf(Operator.ReductionKind kind) {
        return switch (kind) {
            case MEAN -> "ReduceMean";
            case SUM -> "ReduceSum";
            case MAX -> "ReduceMax";
            case MIN -> "ReduceMin";
            case PRODUCT -> "ReduceProd";
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
}
