// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.zoo.WeightSource.Kind;

/**
 * Builds a network of Darknet's layers, each as the plain operators that it means. Convolutions take their parameters in the
 * order in which they are added. Nodes are named after the section of the network that they are in, and numbered.
 */
final class Layers {
    private static final float EPSILON = 1e-5f;
    private static final Activation LEAKY = Activation.leakyRelu(0.1f);
    private static final int CHANNELS = 1;
    private static final int HEIGHT = 2;

    private final String network;
    private final Graph.Builder graph;
    private final WeightSource weights;
    private final Activation mainActivation;
    private String section = "stem";
    private int nodesOfSection;
    private long position;

    /**
     * Starts a network.
     *
     * @param mainActivation what {@link #convolution(Value, long, int)} ends with
     */
    Layers(String network, WeightSource weights, Activation mainActivation) {
        this.network = network;
        this.graph = Graph.builder(network);
        this.weights = weights;
        this.mainActivation = mainActivation;
    }

    /** Leaky ReLU as Darknet has it, with slope 0.1. */
    static Activation leaky() {
        return LEAKY;
    }

    /** Names the part of the network that the following layers are in. */
    void section(String name) {
        section = name;
        nodesOfSection = 0;
    }

    Value input(String name, long... dimensions) {
        return graph.input(name, TensorType.F32, Shape.of(dimensions));
    }

    void output(String name, Value value) {
        graph.output(name, value);
    }

    Graph build() {
        weights.finish(network, position);
        return graph.build();
    }

    /** Convolution with batch normalisation and the network's main activation, of stride 1, padded to the same size. */
    Value convolution(Value x, long filters, int size) {
        return convolution(x, filters, size, 1);
    }

    /** The same, with a stride. */
    Value convolution(Value x, long filters, int size, int stride) {
        return convolution(x, filters, size, stride, 1, mainActivation);
    }

    /** The same, with stride 1 and an activation; null is none. */
    Value convolution(Value x, long filters, int size, @Nullable Activation activation) {
        return convolution(x, filters, size, 1, 1, activation);
    }

    /** The same, with a stride and groups. */
    Value convolution(Value x, long filters, int size, int stride, long groups) {
        return convolution(x, filters, size, stride, groups, mainActivation);
    }

    /** The same, with a stride, groups and an activation; null is none. */
    Value convolution(Value x, long filters, int size, int stride, long groups, @Nullable Activation activation) {
        String name = nextName("conv");
        long fanIn = channels(x) / groups * size * size;
        Value shift = parameter(name + ".shift", Kind.BIAS, fanIn, filters);
        Value scale = parameter(name + ".scale", Kind.SCALE, fanIn, filters);
        Value mean = parameter(name + ".mean", Kind.MEAN, fanIn, filters);
        Value variance = parameter(name + ".variance", Kind.VARIANCE, fanIn, filters);
        Value kernel = parameter(name + ".weights", Kind.WEIGHT, fanIn, filters, channels(x) / groups, size, size);
        Value sum = graph.add(
                name,
                new Operator.Convolution(groups, Window.uniform(2, stride, size / 2), false, List.of()),
                x,
                kernel);
        Value normalized =
                graph.add(name + ".norm", new Operator.BatchNormalization(EPSILON), sum, scale, shift, mean, variance);
        return activation == null ? normalized : activate(name, normalized, activation);
    }

    /** Convolution of size 1 with a bias, and no batch normalisation or activation: the last one of a network. */
    Value projection(Value x, long filters) {
        String name = nextName("conv");
        Value bias = parameter(name + ".bias", Kind.BIAS, channels(x), filters);
        Value kernel = parameter(name + ".weights", Kind.WEIGHT, channels(x), filters, channels(x), 1, 1);
        return graph.add(name, new Operator.Convolution(1, Window.uniform(2, 1, 0), true, List.of()), x, kernel, bias);
    }

    private Value parameter(String name, Kind kind, long fanIn, long... dimensions) {
        Shape shape = Shape.of(dimensions);
        var block = new WeightSource.Block(kind, position, shape.elementCount(), fanIn);
        Value value = graph.constant(name, Constant.of(TensorType.F32, shape, segment -> weights.read(block, segment)));
        position += shape.elementCount();
        return value;
    }

    /** The network's main activation. */
    Value activate(Value x) {
        return activate(nextName("act"), x, mainActivation);
    }

    Value sigmoid(Value x) {
        return activate(nextName("act"), x, Activation.sigmoid());
    }

    private Value activate(String name, Value x, Activation activation) {
        return graph.add(name + ".act", new Operator.Eltwise(activation), x);
    }

    /**
     * Darknet's shortcut: x + from, in x's shape. Where the sizes differ, every s-th pixel of {@code from} is taken, s the
     * ratio of the widths, and only the channels that both have.
     */
    Value shortcut(Value x, Value from) {
        String name = nextName("add");
        Value fitted = from.shape().equals(x.shape()) ? from : fit(name + ".fit", from, x.shape());
        return graph.add(name, new Operator.Binary(Operator.BinaryKind.ADD), x, fitted);
    }

    private Value fit(String name, Value from, Shape target) {
        int rank = target.rank();
        long stride = Math.max(1, from.shape().dimension(rank - 1) / target.dimension(rank - 1));
        List<Long> sizes = new ArrayList<>();
        List<Long> steps = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            sizes.add(Math.min(from.shape().dimension(axis), target.dimension(axis)));
            steps.add(axis < HEIGHT ? 1 : stride);
        }
        Value common = from;
        if (!Shape.of(sizes).equals(from.shape())) {
            common = graph.add(name, new Operator.Slice(Collections.nCopies(rank, 0L), sizes, steps), from);
        }
        long missing = target.dimension(CHANNELS) - channels(common);
        if (missing == 0) {
            return common;
        }
        Shape zeros = common.shape().withDimension(CHANNELS, missing);
        Value padding = graph.constant(name + ".zeros", Constant.of(TensorType.F32, zeros, _ -> {}));
        return graph.add(name + ".pad", new Operator.Concat(CHANNELS), common, padding);
    }

    /** Concatenation along channels. */
    Value concat(Value... parts) {
        return graph.add(nextName("concat"), new Operator.Concat(CHANNELS), parts);
    }

    /** The second half of the channels. */
    Value secondHalf(Value x) {
        long half = channels(x) / 2;
        List<Long> sizes = new ArrayList<>();
        for (long size : x.shape().withDimension(CHANNELS, half).toArray()) {
            sizes.add(size);
        }
        return graph.add(
                nextName("half"), new Operator.Slice(List.of(0L, half, 0L, 0L), sizes, List.of(1L, 1L, 1L, 1L)), x);
    }

    /** Maximum pooling, padded by size - 1 in all, half of that, rounded down, at the beginning. */
    Value maxPool(Value x, long size, long stride) {
        long begin = (size - 1) / 2;
        long end = size - 1 - begin;
        Window window = new Window(List.of(stride, stride), List.of(1L, 1L), List.of(begin, begin), List.of(end, end));
        return graph.add(
                nextName("pool"), new Operator.Pooling(Operator.PoolingKind.MAX, List.of(size, size), window), x);
    }

    /** Spatial pyramid pooling (He et al., 2014) as YOLOv4 has it: windows of 13, 9 and 5, and x itself. */
    Value spatialPyramid(Value x) {
        Value small = maxPool(x, 5, 1);
        Value medium = maxPool(x, 9, 1);
        Value large = maxPool(x, 13, 1);
        return concat(large, medium, small, x);
    }

    /** Enlargement to twice the size, each pixel repeated. */
    Value upsample(Value x) {
        return graph.add(nextName("upsample"), new Operator.ResizeNearest(List.of(2L, 2L)), x);
    }

    /** The mean over all pixels, {@code [N, C, 1, 1]}. */
    Value averagePool(Value x) {
        return graph.add(
                nextName("pool"),
                Operator.Reduce.ofImages(Operator.ReductionKind.MEAN, x.shape().rank()),
                x);
    }

    /** Makes {@code [N, C, 1, 1]} the outputs "logits" and "probabilities", both {@code [N, C]}. */
    void classes(Value x) {
        Value logits =
                graph.add("logits", new Operator.Reshape(Shape.of(x.shape().dimension(0), channels(x))), x);
        output("logits", logits);
        output("probabilities", graph.add("probabilities", new Operator.Softmax(CHANNELS, false), logits));
    }

    private static long channels(Value x) {
        return x.shape().dimension(CHANNELS);
    }

    private String nextName(String kind) {
        nodesOfSection++;
        return "%s.%s%d".formatted(section, kind, nodesOfSection);
    }
}
