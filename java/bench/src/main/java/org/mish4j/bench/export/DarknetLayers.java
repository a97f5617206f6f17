// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.export;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;

/**
 * Makes sections of a graph's nodes, one after the other. A section reads the one before it; where a node reads another
 * value, a [route] comes first. Batch normalisation and activation become part of the section whose result they read.
 */
final class DarknetLayers {
    private static final float EPSILON = 1e-5f;
    private static final float LEAKY_SLOPE = 0.1f;
    private static final int INPUT = -1;
    private static final int CHANNELS = 1;
    private static final int BOX_NUMBERS = 5;
    private static final int ANCHORS = 3;

    private final List<DarknetSection> sections = new ArrayList<>();
    /** The section whose result a value is. */
    private final Map<Value, Integer> indices = new IdentityHashMap<>();
    /** For every s-th pixel, or fewer channels, or more with zeros, of a value: that value. Only a shortcut reads it. */
    private final Map<Value, Value> fitted = new IdentityHashMap<>();

    private final Map<Value, Integer> uses = new IdentityHashMap<>();
    private int current = INPUT;

    DarknetLayers(Graph graph) {
        indices.put(graph.inputs().getFirst(), INPUT);
        graph.nodes().forEach(node -> node.inputs().forEach(this::countUse));
        graph.outputs().forEach(output -> countUse(output.value()));
    }

    private void countUse(Value value) {
        uses.merge(value, 1, Integer::sum);
    }

    List<DarknetSection> sections() {
        return sections;
    }

    /** Returns the section whose result a value is that a node reads or is an output. */
    int indexOf(Node node, Value value) {
        Integer index = indices.get(value);
        if (index == null) {
            throw unsupported(node);
        }
        return index;
    }

    /** Adds what a node means. */
    void add(Node node) {
        Value x = node.inputs().getFirst();
        switch (node.operator()) {
            case Operator.Convolution convolution
            when convolution.postOps().isEmpty() -> convolution(node, convolution);
            case Operator.BatchNormalization normalization when normalization.epsilon() == EPSILON -> normalize(node);
            case Operator.Eltwise eltwise -> activate(node, eltwise.activation());
            case Operator.Binary(var kind) when kind == Operator.BinaryKind.ADD -> shortcut(node);
            case Operator.Concat(int axis) when axis == CHANNELS -> concat(node);
            case Operator.Slice slice -> slice(node, slice);
            case Operator.Pooling pooling when pooling.kind() == Operator.PoolingKind.MAX -> maxPool(node, pooling);
            case Operator.Reduce reduce
            when reduce.kind() == Operator.ReductionKind.MEAN
                    && reduce.isOfImages(x.shape().rank()) -> append(node, x, new DarknetSection("avgpool"));
            case Operator.ResizeNearest resize
            when isUniform(resize.scales()) ->
                append(
                        node,
                        x,
                        new DarknetSection("upsample")
                                .set("stride", resize.scales().getFirst()));
            case Operator.Reshape(Shape shape)
            when isWithoutPixels(x.shape(), shape) -> indices.put(node.output(), indexOf(node, x));
            case Operator.Softmax(int axis, boolean logarithmic)
            when axis == CHANNELS && !logarithmic && isVector(x.shape()) ->
                append(node, x, new DarknetSection("softmax").set("groups", 1));
            default -> throw unsupported(node);
        }
    }

    /** Adds the section that makes a value a detector's output. */
    void addHead(Node node, Value value) {
        long channels = value.shape().dimension(CHANNELS);
        long classes = channels / ANCHORS - BOX_NUMBERS;
        if (channels % ANCHORS != 0 || classes < 1) {
            throw unsupported(node);
        }
        requireCurrent(node, value);
        sections.add(new DarknetSection("yolo")
                .set("mask", "0,1,2")
                .set("anchors", "8,8, 16,16, 32,32")
                .set("num", ANCHORS)
                .set("classes", classes));
    }

    private void convolution(Node node, Operator.Convolution convolution) {
        List<Value> inputs = node.inputs();
        Shape weights = inputs.get(1).shape();
        Window window = convolution.window();
        if (window.spatialRank() != 2
                || weights.dimension(2) != weights.dimension(3)
                || !isUniform(window.strides())
                || !isUniform(window.dilations())
                || !isUniform(window.padsBegin())
                || !window.padsBegin().equals(window.padsEnd())
                || !isReadable(weights, window)) {
            throw unsupported(node);
        }
        long dilation = window.dilations().getFirst();
        DarknetSection section = new DarknetSection("convolutional")
                .set("filters", weights.dimension(0))
                .set("size", weights.dimension(2))
                .set("stride", window.strides().getFirst())
                .set("padding", window.padsBegin().getFirst() / dilation)
                .withActivation();
        if (convolution.groups() != 1) {
            section.set("groups", convolution.groups());
        }
        if (dilation != 1) {
            section.set("dilation", dilation);
        }
        if (convolution.hasBias()) {
            section.parameters().add(constant(node, 2));
        }
        section.parameters().add(constant(node, 1));
        append(node, inputs.getFirst(), section);
    }

    /** Darknet dilates the padding, and computes only dilated windows whose padding keeps the image's size. */
    private static boolean isReadable(Shape weights, Window window) {
        long dilation = window.dilations().getFirst();
        long size = weights.dimension(2);
        return dilation == 1 || (size > 1 && size % 2 == 1 && window.padsBegin().getFirst() == dilation * (size / 2));
    }

    private void normalize(Node node) {
        DarknetSection section = absorbing(node);
        if (!section.isLinear() || section.parameters().size() != 1) {
            throw unsupported(node);
        }
        section.set("batch_normalize", 1);
        section.parameters()
                .addAll(0, List.of(constant(node, 2), constant(node, 1), constant(node, 3), constant(node, 4)));
    }

    private void activate(Node node, Activation activation) {
        DarknetSection section = absorbing(node);
        String name = nameOf(activation);
        if (!section.isLinear() || name == null) {
            throw unsupported(node);
        }
        section.setActivation(name);
    }

    /** Returns the last section, whose result a node changes before anything else reads it. */
    private DarknetSection absorbing(Node node) {
        Value x = node.inputs().getFirst();
        int index = indexOf(node, x);
        if (index != current || index == INPUT || uses.getOrDefault(x, 0) != 1) {
            throw unsupported(node);
        }
        indices.remove(x);
        indices.put(node.output(), index);
        return sections.get(index);
    }

    private static @Nullable String nameOf(Activation activation) {
        return switch (activation.kind()) {
            case MISH -> "mish";
            case SIGMOID -> "logistic";
            case TANH -> "tanh";
            case RELU -> activation.alpha() == 0 ? "relu" : activation.alpha() == LEAKY_SLOPE ? "leaky" : null;
            case SWISH -> activation.alpha() == 1 ? "swish" : null;
            default -> null;
        };
    }

    private void shortcut(Node node) {
        Value x = node.inputs().get(0);
        Value from = node.inputs().get(1);
        int index = indexOf(node, fitted.getOrDefault(from, from));
        DarknetSection section =
                new DarknetSection("shortcut").set("from", index).withActivation();
        append(node, x, section);
    }

    private void concat(Node node) {
        List<Value> parts = node.inputs();
        Value first = parts.getFirst();
        if (parts.size() == 2 && isZeros(parts.getLast())) {
            fitted.put(node.output(), fitted.getOrDefault(first, first));
            return;
        }
        String layers =
                parts.stream().map(part -> String.valueOf(indexOf(node, part))).collect(Collectors.joining(","));
        append(node, null, new DarknetSection("route").set("layers", layers));
    }

    private static boolean isZeros(Value value) {
        Constant constant = value.constant();
        if (constant == null) {
            return false;
        }
        for (float element : constant.toFloatArray()) {
            if (element != 0) {
                return false;
            }
        }
        return true;
    }

    /** One of equal groups of channels is a [route]; what begins with the first element is what a shortcut may take. */
    private void slice(Node node, Operator.Slice slice) {
        Value x = node.inputs().getFirst();
        Shape part = node.output().shape();
        if (slice.starts().stream().allMatch(start -> start == 0)) {
            fitted.put(node.output(), x);
            return;
        }
        long width = part.dimension(CHANNELS);
        long channels = x.shape().dimension(CHANNELS);
        long start = slice.starts().get(CHANNELS);
        if (!part.withDimension(CHANNELS, channels).equals(x.shape())
                || channels % width != 0
                || start % width != 0
                || slice.steps().get(CHANNELS) != 1) {
            throw unsupported(node);
        }
        append(
                node,
                null,
                new DarknetSection("route")
                        .set("layers", indexOf(node, x))
                        .set("groups", channels / width)
                        .set("group_id", start / width));
    }

    private void maxPool(Node node, Operator.Pooling pooling) {
        Window window = pooling.window();
        long before = window.padsBegin().getFirst();
        long padding = before + window.padsEnd().getFirst();
        if (pooling.kernel().size() != 2
                || !isUniform(pooling.kernel())
                || !isUniform(window.strides())
                || !isUniform(window.padsBegin())
                || !isUniform(window.padsEnd())
                || before != padding / 2
                || window.dilations().stream().anyMatch(dilation -> dilation != 1)) {
            throw unsupported(node);
        }
        DarknetSection section = new DarknetSection("maxpool")
                .set("size", pooling.kernel().getFirst())
                .set("stride", window.strides().getFirst())
                .set("padding", padding);
        append(node, node.inputs().getFirst(), section);
    }

    /** Adds the section of a node that reads a value; null where the section names what it reads. */
    private void append(Node node, @Nullable Value input, DarknetSection section) {
        if (input != null) {
            requireCurrent(node, input);
        }
        append(section);
        indices.put(node.output(), current);
    }

    private void append(DarknetSection section) {
        sections.add(section);
        current = sections.size() - 1;
    }

    /** Makes a value the one that the next section reads. */
    private void requireCurrent(Node node, Value value) {
        int index = indexOf(node, value);
        if (index == sections.size() - 1) {
            return;
        }
        if (index == INPUT) {
            throw unsupported(node);
        }
        append(new DarknetSection("route").set("layers", index));
    }

    private Constant constant(Node node, int input) {
        Constant constant = node.inputs().get(input).constant();
        if (constant == null) {
            throw unsupported(node);
        }
        return constant;
    }

    private static boolean isUniform(List<Long> numbers) {
        return numbers.stream().distinct().count() == 1;
    }

    private static boolean isVector(Shape shape) {
        return shape.elementCount() == shape.dimension(0) * shape.dimension(CHANNELS);
    }

    private static boolean isWithoutPixels(Shape from, Shape to) {
        return to.rank() == 2 && from.equals(Shape.of(to.dimension(0), to.dimension(1), 1, 1));
    }

    private static IllegalArgumentException unsupported(Node node) {
        return new IllegalArgumentException("node '%s' can't be written as a section of Darknet's: %s of %s"
                .formatted(node.name(), node.operator(), node.inputs()));
    }
}
