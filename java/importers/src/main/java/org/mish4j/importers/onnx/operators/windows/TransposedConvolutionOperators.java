// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;

/** ConvTranspose. */
public final class TransposedConvolutionOperators {
    private TransposedConvolutionOperators() {}

    public static Map<String, OperatorImporter> importers() {
        return Map.of("ConvTranspose", OperatorImporter.single(TransposedConvolutionOperators::convTranspose));
    }

    private static Operand convTranspose(NodeContext node) {
        Value src = node.value(0);
        Value weights = node.value(1);
        int spatialRank = WindowAttributes.spatialRank(node, src.shape());
        List<Long> kernel = ConvolutionOperators.kernel(node, weights.shape(), spatialRank);
        WindowAttributes attributes = new WindowAttributes(node, src.shape(), kernel);
        List<Long> outputPadding = node.attributes().integers("output_padding", spatialRank, 0);
        for (long padding : outputPadding) {
            if (padding < 0 || padding > Integer.MAX_VALUE) {
                throw node.malformed("output_padding is %s, expected at least 0".formatted(outputPadding));
            }
        }
        Optional<List<Long>> sizes = outputSizes(node, attributes, src.shape(), spatialRank);
        List<Long> outputPads = new ArrayList<>(outputPadding);
        Window window =
                sizes.isEmpty() ? attributes.floor() : windowOfSizes(attributes, src.shape(), sizes.get(), outputPads);
        long groups = node.attributes().integer("group", 1);
        List<Value> operands = new ArrayList<>(List.of(src, weights));
        if (node.hasInput(2)) {
            operands.add(node.value(2));
        }
        return node.addResult(
                new Operator.Deconvolution(groups, window, outputPads, node.hasInput(2), List.of()),
                operands.toArray(Value[]::new));
    }

    /** Returns the sizes that output_shape names, or that auto_pad asks for; empty if pads decide. */
    private static Optional<List<Long>> outputSizes(
            NodeContext node, WindowAttributes attributes, Shape src, int spatialRank) {
        Optional<long[]> declared = node.attributes().integers("output_shape");
        List<Long> sizes = new ArrayList<>();
        if (declared.isPresent()) {
            int unnamed = declared.get().length - spatialRank;
            if (unnamed != 0 && unnamed != 2) {
                throw node.malformed(
                        "output_shape has %d numbers, expected %d".formatted(declared.get().length, spatialRank));
            }
            for (int axis = 0; axis < spatialRank; axis++) {
                long size = declared.get()[axis + unnamed];
                if (size < 1 || size > Integer.MAX_VALUE) {
                    throw node.malformed("output_shape has %d, expected at least 1".formatted(size));
                }
                sizes.add(size);
            }
            return Optional.of(sizes);
        }
        if (!attributes.keepsSize()) {
            return Optional.empty();
        }
        for (int axis = 0; axis < spatialRank; axis++) {
            sizes.add(Math.multiplyExact(
                    src.dimension(axis + 2), attributes.strides().get(axis)));
        }
        return Optional.of(sizes);
    }

    /** Returns the window whose pads give some sizes; what is missing to a size is added to the pads of the output. */
    private static Window windowOfSizes(
            WindowAttributes attributes, Shape src, List<Long> sizes, List<Long> outputPads) {
        List<Long> begin = new ArrayList<>();
        List<Long> end = new ArrayList<>();
        for (int axis = 0; axis < sizes.size(); axis++) {
            long full = Math.addExact(
                    Math.multiplyExact(attributes.strides().get(axis), src.dimension(axis + 2) - 1),
                    attributes.extent(axis) + outputPads.get(axis));
            long total = full - sizes.get(axis);
            if (total < 0) {
                outputPads.set(axis, outputPads.get(axis) - total);
                total = 0;
            }
            long half = total / 2;
            boolean moreAtEnd = attributes.moreAtEnd();
            begin.add(moreAtEnd ? half : total - half);
            end.add(moreAtEnd ? total - half : half);
        }
        return new Window(attributes.strides(), attributes.dilations(), begin, end);
    }
}
