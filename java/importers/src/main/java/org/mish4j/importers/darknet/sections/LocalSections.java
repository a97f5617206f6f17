// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.importers.darknet.configuration.Section;

/** The section [local]: a convolution with weights and biases of its own for every pixel of the result. */
final class LocalSections {
    private LocalSections() {}

    static Map<String, SectionImporter> importers() {
        return Map.of("local", LocalSections::local);
    }

    /**
     * Makes a column of each window, and multiplies that of each pixel with the pixel's matrix. Parameters in the file:
     * biases {@code [K, H, W]}, weights {@code [H W, K, C size size]}.
     */
    private static Value local(Layer layer) {
        Section section = layer.section();
        section.requireUnset("dontload");
        Value columns = columns(layer);
        long batch = columns.shape().dimension(0);
        long rows = columns.shape().dimension(Layer.CHANNELS);
        long height = Layer.size(columns, Layer.HEIGHT);
        long width = Layer.size(columns, Layer.WIDTH);
        long pixels = height * width;
        int filters = section.count("filters", 1);
        Value biases = layer.parameters("biases", 1, filters, height, width);
        Value weights = layer.parameters("weights", pixels, filters, rows);
        Value flat = layer.addPart("flat_columns", new Operator.Reshape(Shape.of(batch, rows, pixels)), columns);
        Value byPixel = layer.addPart("columns_by_pixel", new Operator.Transpose(List.of(2, 1, 0)), flat);
        Value products = layer.addPart("products", new Operator.MatMul(false, List.of()), weights, byPixel);
        Value byImage = layer.addPart("products_by_image", new Operator.Transpose(List.of(2, 1, 0)), products);
        Shape shape = Shape.of(batch, filters, height, width);
        Value image = layer.addPart("image", new Operator.Reshape(shape), byImage);
        Value sum = layer.add(new Operator.Binary(BinaryKind.ADD), image, biases);
        return Activations.apply(layer, "logistic", sum);
    }

    /** Returns the elements of every window, {@code [N, C size size, H, W]}: a convolution that picks each of them. */
    private static Value columns(Layer layer) {
        Section section = layer.section();
        Value x = layer.input();
        int size = section.count("size", 1);
        int stride = section.count("stride", 1);
        int pad = section.integer("pad", 0, 0, Integer.MAX_VALUE);
        if (pad != 0 && size != 2 * pad + 1) {
            throw section.malformed(
                    "has size %d and pad %d, with which Darknet makes more or fewer results than it has "
                                    .formatted(size, pad)
                            + "room for; expected size %d".formatted(2L * pad + 1));
        }
        long channels = Layer.size(x, Layer.CHANNELS);
        long places = (long) size * size;
        Value picks = layer.constant(
                "picks", Shape.of(channels * places, 1, size, size), segment -> fill(segment, channels, places));
        Window window = Windows.over(x, size, List.of((long) stride, (long) stride), 1, pad, pad);
        return layer.addPart("columns", new Operator.Convolution(channels, window, false, List.of()), x, picks);
    }

    private static void fill(MemorySegment picks, long channels, long places) {
        for (long i = 0; i < channels * places; i++) {
            picks.setAtIndex(ValueLayout.JAVA_FLOAT, i * places + i % places, 1);
        }
    }
}
