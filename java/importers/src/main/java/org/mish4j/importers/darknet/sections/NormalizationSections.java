// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import org.mish4j.Activation;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.importers.darknet.configuration.Section;

/**
 * The section [normalization]: local response normalisation across channels, x times the power -beta of kappa + alpha s.
 *
 * <p>With n = size, s of channel k is the sum of the squares of the channels k - (n - 1) / 2 to k + n / 2, less the square
 * of channel n / 2: Darknet's running sum never adds that one, and takes it away like any other. Networks are trained so.
 */
final class NormalizationSections {
    private static final int DEFAULT_SIZE = 5;
    private static final float DEFAULT_ALPHA = 1e-4f;
    private static final float DEFAULT_BETA = 0.75f;

    private NormalizationSections() {}

    static Map<String, SectionImporter> importers() {
        return Map.of("normalization", NormalizationSections::normalize, "lrn", NormalizationSections::normalize);
    }

    private static Value normalize(Layer layer) {
        Section section = layer.section();
        Value x = layer.input();
        long channels = Layer.size(x, Layer.CHANNELS);
        int size = section.count("size", DEFAULT_SIZE);
        if (size / 2 >= channels) {
            throw section.malformed(
                    "has size %d and %d input channels, expected more than half as many".formatted(size, channels));
        }
        float alpha = section.number("alpha", DEFAULT_ALPHA);
        float beta = section.number("beta", DEFAULT_BETA);
        float kappa = section.number("kappa", 1);
        Value squares = layer.addPart("squares", new Operator.Binary(BinaryKind.MUL), x, x);
        Value counts =
                layer.constant("counts", Shape.of(channels, channels, 1, 1), segment -> fill(segment, channels, size));
        Value sums = layer.addPart(
                "sums", new Operator.Convolution(1, Window.uniform(2, 1, 0), false, List.of()), squares, counts);
        Value norms = layer.addPart("norms", new Operator.Eltwise(Activation.linear(alpha, kappa)), sums);
        Value factors = layer.addPart("factors", new Operator.Eltwise(Activation.pow(1, -beta)), norms);
        return layer.add(new Operator.Binary(BinaryKind.MUL), x, factors);
    }

    /** Writes how often the square of each channel is in the sum of each other. */
    private static void fill(MemorySegment counts, long channels, int size) {
        for (long k = 0; k < channels; k++) {
            for (long j = 0; j < channels; j++) {
                float count = j >= k - (size - 1) / 2 && j <= k + size / 2 ? 1 : 0;
                counts.setAtIndex(ValueLayout.JAVA_FLOAT, k * channels + j, j == size / 2 ? count - 1 : count);
            }
        }
    }
}
