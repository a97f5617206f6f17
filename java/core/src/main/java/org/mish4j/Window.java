// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.Collections;
import java.util.List;

/**
 * Where the windows of a convolution or a pooling lie. Each list has one number for each spatial dimension.
 *
 * @param strides the distance of two windows, at least 1
 * @param dilations the distance of two elements within a window, at least 1; 1 is dense
 * @param padsBegin the number of elements added before the first, at least 0
 * @param padsEnd the number of elements added after the last, at least 0
 */
public record Window(List<Long> strides, List<Long> dilations, List<Long> padsBegin, List<Long> padsEnd) {
    /** Makes the lists immutable and checks their lengths and ranges. */
    public Window {
        strides = List.copyOf(strides);
        dilations = List.copyOf(dilations);
        padsBegin = List.copyOf(padsBegin);
        padsEnd = List.copyOf(padsEnd);
        int rank = strides.size();
        requireEach("strides", strides, rank, 1);
        requireEach("dilations", dilations, rank, 1);
        requireEach("padsBegin", padsBegin, rank, 0);
        requireEach("padsEnd", padsEnd, rank, 0);
    }

    /** Returns a dense window with the same stride and the same padding on every side of every spatial dimension. */
    public static Window uniform(int spatialRank, long stride, long pad) {
        List<Long> pads = Collections.nCopies(spatialRank, pad);
        return new Window(Collections.nCopies(spatialRank, stride), Collections.nCopies(spatialRank, 1L), pads, pads);
    }

    /** Returns the number of spatial dimensions. */
    public int spatialRank() {
        return strides.size();
    }

    private static void requireEach(String name, List<Long> numbers, int rank, long least) {
        if (numbers.size() != rank) {
            throw new IllegalArgumentException(
                    "%s %s has %d numbers, strides has %d".formatted(name, numbers, numbers.size(), rank));
        }
        for (int axis = 0; axis < rank; axis++) {
            long number = numbers.get(axis);
            if (number < least || number > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "%s[%d] is %d, expected %d to %d".formatted(name, axis, number, least, Integer.MAX_VALUE));
            }
        }
    }
}
