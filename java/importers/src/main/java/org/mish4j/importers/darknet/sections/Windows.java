// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.util.List;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.importers.darknet.configuration.Section;

/** Where the windows of sections lie. */
final class Windows {
    private Windows() {}

    /** The strides of a section: rows, then columns. One that is 0 or less is that of {@code stride}. */
    static List<Long> strides(Section section) {
        int strideX = section.integer("stride_x", 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
        int strideY = section.integer("stride_y", 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
        long stride = section.count("stride", 1);
        return List.of(strideY < 1 ? stride : strideY, strideX < 1 ? stride : strideX);
    }

    /**
     * Returns the windows that cover an image. Darknet's division rounds towards zero: a window that hangs over the padded
     * image by less than a stride has a result, as if there were more padding behind it.
     *
     * @param extent how many rows and columns a window covers, dilation included
     * @param before the padding before the image
     * @param after the padding behind it
     */
    static Window over(Value image, long extent, List<Long> strides, long dilation, long before, long after) {
        long[] sizes = {Layer.size(image, Layer.HEIGHT), Layer.size(image, Layer.WIDTH)};
        long[] padsAfter = new long[2];
        for (int i = 0; i < 2; i++) {
            long missing = extent - (sizes[i] + before + after);
            padsAfter[i] = missing > 0 && missing < strides.get(i) ? after + missing : after;
        }
        return new Window(
                strides, List.of(dilation, dilation), List.of(before, before), List.of(padsAfter[0], padsAfter[1]));
    }
}
