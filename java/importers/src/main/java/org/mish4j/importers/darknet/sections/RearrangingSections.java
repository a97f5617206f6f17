// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.util.List;
import java.util.Map;
import org.mish4j.Activation;
import org.mish4j.Operator;
import org.mish4j.Operator.PoolingKind;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.importers.darknet.configuration.Section;

/** Sections that move, repeat or leave out elements. */
final class RearrangingSections {
    /** The largest block of pixels that becomes one. */
    private static final int MAX_BLOCK = 1 << 15;

    private RearrangingSections() {}

    static Map<String, SectionImporter> importers() {
        return Map.of(
                "upsample", RearrangingSections::upsample,
                "reorg", RearrangingSections::reorg,
                "reorg3d", RearrangingSections::reorg3d,
                "crop", RearrangingSections::crop);
    }

    /** Repeats pixels; with a negative stride the sum of each block of as many instead. */
    private static Value upsample(Layer layer) {
        Section section = layer.section();
        long stride = section.integer("stride", 2, -MAX_BLOCK, Integer.MAX_VALUE);
        float scale = section.number("scale", 1);
        if (stride < 0) {
            return downsample(layer, -stride, scale);
        }
        Value enlarged = layer.add(new Operator.ResizeNearest(List.of(stride, stride)), layer.input());
        return scale == 1
                ? enlarged
                : layer.addPart("scale", new Operator.Eltwise(Activation.linear(scale, 0)), enlarged);
    }

    private static Value downsample(Layer layer, long stride, float scale) {
        Value x = layer.input();
        gathered(layer, x.shape(), stride);
        Window window = Window.uniform(2, stride, 0);
        Value mean = layer.add(
                new Operator.Pooling(PoolingKind.AVERAGE_EXCLUDE_PADDING, List.of(stride, stride), window), x);
        return layer.addPart("scale", new Operator.Eltwise(Activation.linear(scale * stride * stride, 0)), mean);
    }

    /**
     * Darknet's older rearrangement. Forwards it takes the elements of {@code [C, H, W]} for ones of
     * {@code [C / s^2, H s, W s]}, gathers from these the blocks of s x s, and takes the result {@code [C, H, W]} for one
     * of {@code [C s^2, H / s, W / s]}. In reverse it spreads channels over blocks.
     */
    private static Value reorg(Layer layer) {
        int stride = layer.section().count("stride", 1);
        Value x = layer.input();
        Shape shape = x.shape();
        if (layer.section().flag("reverse")) {
            Shape spread = spread(layer, shape, stride);
            return layer.add(new Operator.Reshape(spread), toBlocks(layer, x, spread, stride));
        }
        Shape gathered = gathered(layer, shape, stride);
        Shape image = spread(layer, shape, stride);
        return layer.add(new Operator.Reshape(gathered), fromBlocks(layer, x, image, stride));
    }

    /**
     * Darknet's newer rearrangement. Forwards it gathers blocks of s x s into channels, all channels of the blocks' first
     * element first. In reverse it takes the result {@code [C, H, W]} for {@code [C / s^2, H s, W s]}, over whose
     * blocks it spreads the input.
     */
    private static Value reorg3d(Layer layer) {
        int stride = layer.section().count("stride", 1);
        Value x = layer.input();
        Shape shape = x.shape();
        if (layer.section().flag("reverse")) {
            Shape spread = spread(layer, shape, stride);
            Shape image = spread(layer, spread, stride);
            return layer.add(new Operator.Reshape(spread), toBlocks(layer, x, image, stride));
        }
        Shape gathered = gathered(layer, shape, stride);
        return layer.add(new Operator.Reshape(gathered), fromBlocks(layer, x, shape, stride));
    }

    /** Takes elements for an image {@code [N, C, H, W]}, and returns {@code [N, s, s, C, H / s, W / s]} of its blocks. */
    private static Value fromBlocks(Layer layer, Value x, Shape image, long stride) {
        Value blocks = layer.addPart(
                "blocks",
                new Operator.Reshape(Shape.of(
                        image.dimension(0),
                        image.dimension(Layer.CHANNELS),
                        image.dimension(Layer.HEIGHT) / stride,
                        stride,
                        image.dimension(Layer.WIDTH) / stride,
                        stride)),
                x);
        return layer.addPart("gathered", new Operator.Transpose(List.of(0, 3, 5, 1, 2, 4)), blocks);
    }

    /** The reverse: {@code [N, C, H / s, s, W / s, s]} of an image {@code [N, C, H, W]}. */
    private static Value toBlocks(Layer layer, Value x, Shape image, long stride) {
        Value groups = layer.addPart(
                "groups",
                new Operator.Reshape(Shape.of(
                        image.dimension(0),
                        stride,
                        stride,
                        image.dimension(Layer.CHANNELS),
                        image.dimension(Layer.HEIGHT) / stride,
                        image.dimension(Layer.WIDTH) / stride)),
                x);
        return layer.addPart("spread", new Operator.Transpose(List.of(0, 3, 4, 1, 5, 2)), groups);
    }

    private static Shape gathered(Layer layer, Shape image, long stride) {
        if (image.dimension(Layer.HEIGHT) % stride != 0 || image.dimension(Layer.WIDTH) % stride != 0) {
            throw layer.section()
                    .malformed("has stride %d and input %s, expected a divisor of height and width"
                            .formatted(stride, image));
        }
        return Shape.of(
                image.dimension(0),
                Math.multiplyExact(image.dimension(Layer.CHANNELS), stride * stride),
                image.dimension(Layer.HEIGHT) / stride,
                image.dimension(Layer.WIDTH) / stride);
    }

    private static Shape spread(Layer layer, Shape image, long stride) {
        if (image.dimension(Layer.CHANNELS) % (stride * stride) != 0) {
            throw layer.section()
                    .malformed("has stride %d and spreads %s, expected channels that the stride's square divides"
                            .formatted(stride, image));
        }
        return Shape.of(
                image.dimension(0),
                image.dimension(Layer.CHANNELS) / (stride * stride),
                image.dimension(Layer.HEIGHT) * stride,
                image.dimension(Layer.WIDTH) * stride);
    }

    /** The middle of the image; without noadjust, 0 to 1 becomes -1 to 1. */
    private static Value crop(Layer layer) {
        Section section = layer.section();
        Value x = layer.input();
        long height = section.count("crop_height", 1);
        long width = section.count("crop_width", 1);
        long top = (Layer.size(x, Layer.HEIGHT) - height) / 2;
        long left = (Layer.size(x, Layer.WIDTH) - width) / 2;
        if (height > Layer.size(x, Layer.HEIGHT) || width > Layer.size(x, Layer.WIDTH)) {
            throw section.malformed(
                    "cuts %d x %d pixels out of %s, expected no more than it has".formatted(height, width, x.shape()));
        }
        Value part = layer.add(
                new Operator.Slice(
                        List.of(0L, 0L, top, left),
                        List.of(x.shape().dimension(0), Layer.size(x, Layer.CHANNELS), height, width),
                        List.of(1L, 1L, 1L, 1L)),
                x);
        return section.flag("noadjust")
                ? part
                : layer.addPart("adjusted", new Operator.Eltwise(Activation.linear(2, -1)), part);
    }
}
