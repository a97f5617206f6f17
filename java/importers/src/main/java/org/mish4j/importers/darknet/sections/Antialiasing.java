// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.importers.darknet.configuration.Section;

/**
 * The setting antialiasing: a section has stride 1, and a blur of its result has the stride instead. The blur is a
 * convolution of each channel with fixed weights: of 3 x 3 pixels, padded by one; with antialiasing=2 the mean of 2 x 2.
 */
final class Antialiasing {
    private static final int NARROW = 2;
    private static final float[] WIDE_WEIGHTS = {1, 2, 1, 2, 4, 2, 1, 2, 1};
    private static final float[] NARROW_WEIGHTS = {1, 1, 1, 1};

    private Antialiasing() {}

    /** Tells whether a section asks for it. */
    static boolean isAsked(Section section) {
        return section.flag("antialiasing");
    }

    /** Blurs an image. */
    static Value apply(Layer layer, List<Long> strides, Value x) {
        boolean narrow = layer.section().integer("antialiasing", 0, Integer.MIN_VALUE, Integer.MAX_VALUE) == NARROW;
        long size = narrow ? 2 : 3;
        long pad = narrow ? 0 : 1;
        float[] kernel = narrow ? NARROW_WEIGHTS : WIDE_WEIGHTS;
        long channels = Layer.size(x, Layer.CHANNELS);
        Value weights = layer.constant(
                "blur_weights", Shape.of(channels, 1, size, size), segment -> fill(segment, kernel, channels));
        Window window = Windows.over(x, size, strides, 1, pad, pad);
        if (narrow || !strides.equals(List.of(1L, 1L))) {
            layer.forbidReferences();
        }
        return layer.addPart("blur", new Operator.Convolution(channels, window, false, List.of()), x, weights);
    }

    private static void fill(MemorySegment weights, float[] kernel, long channels) {
        float sum = 0;
        for (float weight : kernel) {
            sum += weight;
        }
        for (long i = 0; i < channels * kernel.length; i++) {
            weights.setAtIndex(ValueLayout.JAVA_FLOAT, i, kernel[(int) (i % kernel.length)] / sum);
        }
    }
}
