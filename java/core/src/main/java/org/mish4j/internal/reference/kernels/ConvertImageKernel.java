// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.internal.reference.elements.Elements;

/** {@link Operator.ConvertImage}. */
final class ConvertImageKernel implements Kernel {
    private final double[] scales;
    private final double[] shifts;
    private final long images;
    private final long pixels;

    ConvertImageKernel(Operator.ConvertImage operator, Shape src) {
        this.scales = operator.scales().stream().mapToDouble(Float::doubleValue).toArray();
        this.shifts = operator.shifts().stream().mapToDouble(Float::doubleValue).toArray();
        this.images = src.dimension(0);
        this.pixels = src.dimension(1) * src.dimension(2);
    }

    @Override
    public void run(MemorySegment[] inputs, MemorySegment result) {
        long element = 0;
        for (long image = 0; image < images; image++) {
            for (int channel = 0; channel < scales.length; channel++) {
                for (long pixel = 0; pixel < pixels; pixel++) {
                    double x = Elements.get(inputs[0], (image * pixels + pixel) * scales.length + channel);
                    Elements.set(result, element++, scales[channel] * x + shifts[channel]);
                }
            }
        }
    }
}
