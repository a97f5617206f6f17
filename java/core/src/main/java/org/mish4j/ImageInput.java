// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a network's image input the form in which cameras and decoders have images: bytes, {@code U8[N, H, W, C]},
 * instead of numbers, {@code [N, C, H, W]}. The network gets scale x + shift, computed while the bytes are read, in one
 * pass and with no copy of its own.
 *
 * @param scales a factor for each channel, or a single one for all of them
 * @param shifts a summand for each channel, or a single one for all of them
 */
public record ImageInput(List<Float> scales, List<Float> shifts) {
    /** Checks that there is at least one of each, and that all are finite. */
    public ImageInput {
        scales = requireFinite("scales", scales);
        shifts = requireFinite("shifts", shifts);
    }

    private static List<Float> requireFinite(String name, List<Float> numbers) {
        if (numbers.isEmpty() || !numbers.stream().allMatch(Float::isFinite)) {
            throw new IllegalArgumentException("%s are %s, expected finite numbers".formatted(name, numbers));
        }
        return List.copyOf(numbers);
    }

    /** Makes the same of all channels: {@code of(1 / 255f, 0)} gives numbers from 0 to 1. */
    public static ImageInput of(float scale, float shift) {
        return new ImageInput(List.of(scale), List.of(shift));
    }

    /**
     * Makes what normalizes by channel means and deviations, given for pixels from 0 to 1: (x / 255 - mean) / deviation.
     *
     * @throws IllegalArgumentException if there are not as many of both, or if a deviation is 0
     */
    public static ImageInput normalized(List<Float> means, List<Float> deviations) {
        if (means.size() != deviations.size()) {
            throw new IllegalArgumentException("there are %d means and %d deviations, expected as many"
                    .formatted(means.size(), deviations.size()));
        }
        Float[] scales = new Float[means.size()];
        Float[] shifts = new Float[means.size()];
        for (int channel = 0; channel < scales.length; channel++) {
            double deviation = deviations.get(channel);
            scales[channel] = (float) (1 / (255 * deviation));
            shifts[channel] = (float) (-means.get(channel) / deviation);
        }
        return new ImageInput(List.of(scales), List.of(shifts));
    }

    /**
     * Returns a graph whose only input takes bytes.
     *
     * @throws IllegalArgumentException if there is not exactly one input, or as {@link #applyTo(Graph, String)} does
     */
    public Graph applyTo(Graph graph) {
        if (graph.inputs().size() != 1) {
            throw new IllegalArgumentException("graph '%s' has %d inputs, name one: %s"
                    .formatted(graph.name(), graph.inputs().size(), graph.inputs()));
        }
        return applyTo(graph, graph.inputs().getFirst().name());
    }

    /**
     * Returns a graph one of whose inputs takes bytes; all else is as it was.
     *
     * @param inputName the name of an input {@code [N, C, H, W]}
     * @throws IllegalArgumentException if there is no input of that name, if it has another number of dimensions, or if
     *     the numbers of scales and shifts are neither 1 nor C
     */
    public Graph applyTo(Graph graph, String inputName) {
        if (graph.inputs().stream().noneMatch(input -> input.name().equals(inputName))) {
            throw new IllegalArgumentException(
                    "graph '%s' has no input '%s'; there are %s".formatted(graph.name(), inputName, graph.inputs()));
        }
        Graph.Builder builder = Graph.builder(graph.name());
        Map<Value, Value> images = new IdentityHashMap<>();
        for (Value input : graph.inputs()) {
            images.put(
                    input,
                    input.name().equals(inputName)
                            ? convert(builder, input)
                            : builder.input(input.name(), input.type(), input.shape()));
        }
        for (Value value : graph.constants()) {
            Constant constant = value.constant();
            if (constant != null) {
                images.put(value, builder.constant(value.name(), constant));
            }
        }
        for (Node node : graph.nodes()) {
            images.put(node.output(), builder.add(node.name(), node.operator(), imagesOf(images, node.inputs())));
        }
        for (Graph.Output output : graph.outputs()) {
            builder.output(
                    output.name(), imagesOf(images, List.of(output.value())).getFirst(), output.type());
        }
        return builder.build();
    }

    private static List<Value> imagesOf(Map<Value, Value> images, List<Value> values) {
        return values.stream().map(images::get).toList();
    }

    private Value convert(Graph.Builder builder, Value input) {
        Shape shape = input.shape();
        if (shape.rank() != 4) {
            throw new IllegalArgumentException("input '%s' is no image, expected [N, C, H, W]".formatted(input));
        }
        int channels = Math.toIntExact(shape.dimension(1));
        Shape bytes = Shape.of(shape.dimension(0), shape.dimension(2), shape.dimension(3), channels);
        return builder.add(
                input.name(),
                new Operator.ConvertImage(
                        forChannels("scales", scales, channels), forChannels("shifts", shifts, channels)),
                builder.input(input.name(), TensorType.U8, bytes));
    }

    private static List<Float> forChannels(String name, List<Float> numbers, int channels) {
        if (numbers.size() == 1) {
            return Collections.nCopies(channels, numbers.getFirst());
        }
        if (numbers.size() != channels) {
            throw new IllegalArgumentException("there are %d %s, expected 1 or one for each of %d channels"
                    .formatted(numbers.size(), name, channels));
        }
        return numbers;
    }
}
