// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.backend;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.mish4j.Activation;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.PlanStep;
import org.mish4j.PostOp;
import org.mish4j.Shape;

/** What a plan says of a node, in the words that the native backends use. */
public final class StepDescriptions {
    private StepDescriptions() {}

    /**
     * Describes a node that writes its result row-major.
     *
     * @param kernel what computes it
     */
    public static PlanStep describe(Node node, String kernel) {
        return new PlanStep(
                node.name(),
                operation(node.operator()),
                kernel,
                tensor(node.output().shape(), false));
    }

    /** Returns what is computed, {@code convolution+bias+mish+add}; of an operator without kinds its name, {@code gather}. */
    public static String operation(Operator operator) {
        return switch (operator) {
            case Operator.Convolution convolution ->
                "convolution" + suffix(convolution.hasBias(), convolution.postOps());
            case Operator.Deconvolution deconvolution ->
                "deconvolution" + suffix(deconvolution.hasBias(), deconvolution.postOps());
            case Operator.MatMul(var hasBias, var postOps) -> "matmul" + suffix(hasBias, postOps);
            case Operator.Pooling pooling -> "pooling_" + lowerCase(pooling.kind());
            case Operator.Eltwise(var activation) -> name(activation);
            case Operator.Binary(var kind) -> lowerCase(kind);
            case Operator.Softmax softmax -> softmax.logarithmic() ? "log_softmax" : "softmax";
            case Operator.Reduce reduce -> "reduce_" + lowerCase(reduce.kind());
            case Operator.ArgReduce argReduce -> "arg_" + lowerCase(argReduce.kind());
            case Operator.TopK topK ->
                "top_k_" + lowerCase(topK.kind()) + (topK.result() == Operator.TopKResult.PLACES ? "_places" : "");
            default -> snakeCase(operator.getClass().getSimpleName());
        };
    }

    private static String suffix(boolean hasBias, List<PostOp> postOps) {
        return (hasBias ? "+bias" : "")
                + postOps.stream()
                        .map(postOp -> switch (postOp) {
                            case PostOp.Apply(var activation) -> "+" + name(activation);
                            case PostOp.AddResidual() -> "+add";
                        })
                        .collect(Collectors.joining());
    }

    private static String name(Activation activation) {
        boolean isLeaky = activation.kind() == Activation.Kind.RELU && activation.alpha() != 0;
        return isLeaky ? "leaky_relu" : lowerCase(activation.kind());
    }

    private static String snakeCase(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Describes a tensor of floats, {@code 1x32x8x8 nhwc f32}.
     *
     * @param channelsLast whether the channels of a pixel lie side by side; else the tensor is row-major
     */
    public static String tensor(Shape shape, boolean channelsLast) {
        String dimensions =
                LongStream.of(shape.toArray()).mapToObj(Long::toString).collect(Collectors.joining("x"));
        return shape.rank() == 0
                ? "scalar f32"
                : "%s %s f32".formatted(dimensions, layout(letters(shape.rank()), channelsLast));
    }

    /** A letter for each dimension. */
    private static String letters(int rank) {
        return switch (rank) {
            case 3 -> "ncw";
            case 4 -> "nchw";
            case 5 -> "ncdhw";
            default -> "abcdef".substring(0, rank);
        };
    }

    private static String layout(String letters, boolean channelsLast) {
        return channelsLast ? letters.charAt(0) + letters.substring(2) + letters.charAt(1) : letters;
    }
}
