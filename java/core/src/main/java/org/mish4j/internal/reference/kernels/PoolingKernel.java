// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.kernels;

import java.lang.foreign.MemorySegment;
import org.mish4j.Operator;
import org.mish4j.Operator.PoolingKind;
import org.mish4j.Shape;
import org.mish4j.internal.graph.WindowAxis;
import org.mish4j.internal.reference.elements.Elements;

/**
 * {@link Operator.Pooling}. Where dilation makes a window of nothing but padding, the largest element is negative
 * infinity and the mean without padding is NaN.
 */
final class PoolingKernel implements Kernel {
    private final PoolingKind kind;
    private final long planes;
    private final WindowAxis depth;
    private final WindowAxis height;
    private final WindowAxis width;

    PoolingKernel(Operator.Pooling operator, Shape src, Shape result) {
        long[] kernel = operator.kernel().stream().mapToLong(Long::longValue).toArray();
        WindowAxis[] axes = WindowAxis.of(src, kernel, result, operator.window());
        this.kind = operator.kind();
        this.planes = src.dimension(0) * src.dimension(1);
        this.depth = axes[0];
        this.height = axes[1];
        this.width = axes[2];
    }

    @Override
    public void run(MemorySegment[] inputs, MemorySegment result) {
        long element = 0;
        for (long plane = 0; plane < planes; plane++) {
            for (int z = 0; z < depth.output(); z++) {
                for (int y = 0; y < height.output(); y++) {
                    for (int x = 0; x < width.output(); x++) {
                        Elements.set(result, element++, pool(inputs[0], plane, z, y, x));
                    }
                }
            }
        }
    }

    private double pool(MemorySegment src, long plane, int z, int y, int x) {
        double largest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        long count = 0;
        int endX = width.endPlace(x);
        for (int kernelZ = depth.firstPlace(z); kernelZ < depth.endPlace(z); kernelZ++) {
            long slice = plane * depth.input() + depth.position(z, kernelZ);
            for (int kernelY = height.firstPlace(y); kernelY < height.endPlace(y); kernelY++) {
                long row = (slice * height.input() + height.position(y, kernelY)) * width.input();
                for (int kernelX = width.firstPlace(x); kernelX < endX; kernelX++) {
                    double value = Elements.get(src, row + width.position(x, kernelX));
                    largest = Math.max(largest, value);
                    sum += value;
                    count++;
                }
            }
        }
        return switch (kind) {
            case MAX -> largest;
            case AVERAGE_EXCLUDE_PADDING -> sum / count;
            case AVERAGE_INCLUDE_PADDING -> sum / ((long) depth.kernel() * height.kernel() * width.kernel());
        };
    }
}
