// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.convolution;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.bench.RandomFloats;

/**
 * A convolution of one image with a square kernel and pads of half of it, then a bias and Mish. The numbers are seeded.
 *
 * @param height of the input
 * @param width of the input
 */
public record ConvolutionLayer(int height, int width, int inputChannels, int outputChannels, int kernel, int stride) {
    private static final Pattern TEXT = Pattern.compile("(\\d+)x(\\d+) (\\d+)->(\\d+) (\\d+)x\\5 s(\\d+)");
    private static final long SOURCE_SEED = 21;
    private static final long WEIGHTS_SEED = 22;
    private static final long BIAS_SEED = 23;

    /**
     * Returns the layer of a text, such as {@code 52x52 128->256 3x3 s2}: the input's height and width, the channels before
     * and after, the kernel, the stride.
     */
    public static ConvolutionLayer parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no convolution, expected one like '52x52 128->256 3x3 s2'".formatted(text));
        }
        int[] numbers = new int[matcher.groupCount()];
        for (int group = 0; group < numbers.length; group++) {
            numbers[group] = Integer.parseInt(matcher.group(group + 1));
        }
        return new ConvolutionLayer(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
    }

    /** Returns the text that {@link #parse} reads. */
    @Override
    public String toString() {
        return "%dx%d %d->%d %dx%d s%d".formatted(height, width, inputChannels, outputChannels, kernel, kernel, stride);
    }

    /** Returns the floating-point operations of the convolution: 2 for each multiply-add. */
    public long flops() {
        return 2L * outputCount() * inputChannels * kernel * kernel;
    }

    int pad() {
        return kernel / 2;
    }

    int outputHeight() {
        return outputSize(height);
    }

    int outputWidth() {
        return outputSize(width);
    }

    private int outputSize(int size) {
        return (size + 2 * pad() - kernel) / stride + 1;
    }

    int outputCount() {
        return outputChannels * outputHeight() * outputWidth();
    }

    /** Returns the input, {@code [channel][y][x]}, drawn evenly from -1 to 1. */
    float[] source() {
        return RandomFloats.uniform(SOURCE_SEED, (long) inputChannels * height * width, 1);
    }

    /** Returns the weights, {@code [output channel][input channel][y][x]}, so large that the sums have a variance near 1. */
    float[] weights() {
        int terms = inputChannels * kernel * kernel;
        return RandomFloats.uniform(WEIGHTS_SEED, (long) outputChannels * terms, 3 / Math.sqrt(terms));
    }

    /** Returns the bias, one number for each output channel, drawn evenly from -1 to 1. */
    float[] bias() {
        return RandomFloats.uniform(BIAS_SEED, outputChannels, 1);
    }

    /** Returns the graph: input "x", output "y". */
    Graph graph() {
        Graph.Builder builder = Graph.builder("convolution-mish");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, inputChannels, height, width));
        Value weights = builder.constant(
                "weights", Constant.ofFloats(Shape.of(outputChannels, inputChannels, kernel, kernel), weights()));
        Value bias = builder.constant("bias", Constant.ofFloats(Shape.of(outputChannels), bias()));
        Operator convolution = new Operator.Convolution(1, Window.uniform(2, stride, pad()), true, List.of());
        Value sums = builder.add("convolution", convolution, x, weights, bias);
        Value y = builder.add("mish", new Operator.Eltwise(Activation.mish()), sums);
        return builder.output("y", y).build();
    }
}
