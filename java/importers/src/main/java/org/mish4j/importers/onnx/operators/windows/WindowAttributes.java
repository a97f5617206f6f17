// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.windows;

import java.util.ArrayList;
import java.util.List;
import org.mish4j.Shape;
import org.mish4j.Window;
import org.mish4j.importers.onnx.nodes.NodeContext;

/**
 * Where the windows of a convolution or a pooling lie, from the attributes that both have: strides, dilations, pads and
 * auto_pad. The formulas are those of the ONNX operators' documentation.
 */
final class WindowAttributes {
    private final NodeContext node;
    private final Shape src;
    private final List<Long> kernel;
    private final List<Long> strides;
    private final List<Long> dilations;
    private final List<Long> pads;
    private final String autoPad;

    /**
     * Reads the attributes.
     *
     * @param src the shape of the images
     * @param kernel the window's size in each spatial dimension
     */
    WindowAttributes(NodeContext node, Shape src, List<Long> kernel) {
        this.node = node;
        this.src = src;
        this.kernel = kernel;
        int rank = kernel.size();
        strides = node.attributes().integers("strides", rank, 1);
        dilations = node.attributes().integers("dilations", rank, 1);
        pads = node.attributes().integers("pads", 2 * rank, 0);
        autoPad = node.attributes().string("auto_pad", "NOTSET");
        requireEach("kernel_shape", kernel, 1);
        requireEach("strides", strides, 1);
        requireEach("dilations", dilations, 1);
        requireEach("pads", pads, 0);
    }

    /** Returns the number of spatial dimensions of images of a shape. */
    static int spatialRank(NodeContext node, Shape src) {
        if (src.rank() < 3 || src.rank() > 5) {
            throw node.unsupported("its input %s has %d dimensions, expected 3 to 5".formatted(src, src.rank()));
        }
        return src.rank() - 2;
    }

    List<Long> strides() {
        return strides;
    }

    List<Long> dilations() {
        return dilations;
    }

    /** Tells whether auto_pad asks for an output whose size follows from that of the input and the strides alone. */
    boolean keepsSize() {
        return autoPad.equals("SAME_UPPER") || autoPad.equals("SAME_LOWER");
    }

    /** Tells whether an odd element of padding goes to the end. */
    boolean moreAtEnd() {
        return autoPad.equals("SAME_UPPER");
    }

    /** Returns the windows, of which only whole ones count. */
    Window floor() {
        List<Long> begin = new ArrayList<>();
        List<Long> end = new ArrayList<>();
        for (int axis = 0; axis < kernel.size(); axis++) {
            switch (autoPad) {
                case "NOTSET" -> {
                    begin.add(pads.get(axis));
                    end.add(pads.get(axis + kernel.size()));
                }
                case "VALID" -> {
                    begin.add(0L);
                    end.add(0L);
                }
                case "SAME_UPPER", "SAME_LOWER" -> {
                    long total = samePadding(axis);
                    long smaller = total / 2;
                    begin.add(moreAtEnd() ? smaller : total - smaller);
                    end.add(moreAtEnd() ? total - smaller : smaller);
                }
                default -> throw node.malformed("auto_pad is '%s'".formatted(autoPad));
            }
        }
        return new Window(strides, dilations, begin, end);
    }

    /**
     * Returns the windows with padding at the end enlarged so that the last one counts even if it is not whole,
     * unless it would start in the padding.
     */
    Window ceil() {
        Window window = floor();
        List<Long> end = new ArrayList<>(window.padsEnd());
        for (int axis = 0; axis < kernel.size(); axis++) {
            long stride = strides.get(axis);
            long before = src.dimension(axis + 2) + window.padsBegin().get(axis);
            long rest = before + end.get(axis) - extent(axis);
            long last = Math.ceilDiv(rest, stride);
            if (last * stride >= before) {
                last--;
            }
            long needed = last * stride + extent(axis) - before;
            end.set(axis, Math.max(end.get(axis), needed));
        }
        return new Window(strides, dilations, window.padsBegin(), end);
    }

    private long samePadding(int axis) {
        long size = src.dimension(axis + 2);
        long outputs = Math.ceilDiv(size, strides.get(axis));
        return Math.max(0, (outputs - 1) * strides.get(axis) + extent(axis) - size);
    }

    /** Returns the number of elements that a window covers, with those between its own. */
    long extent(int axis) {
        return dilations.get(axis) * (kernel.get(axis) - 1) + 1;
    }

    private void requireEach(String name, List<Long> numbers, long least) {
        for (long number : numbers) {
            if (number < least && name.equals("pads")) {
                throw node.unsupported("pads is %s, and negative padding is cropping".formatted(numbers));
            }
            if (number < least || number > Integer.MAX_VALUE) {
                throw node.malformed("attribute '%s' is %s, expected at least %d and at most %d"
                        .formatted(name, numbers, least, Integer.MAX_VALUE));
            }
        }
    }
}
