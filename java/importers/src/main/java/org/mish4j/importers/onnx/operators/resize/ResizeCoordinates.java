// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.resize;

/**
 * Where the places of a resized dimension lie in the source, by the rules that the ONNX operator's documentation gives
 * for coordinate_transformation_mode.
 *
 * @param mode the rule
 * @param size the number of places of the source, at least 1
 * @param newSize the number of places of the result, at least 1
 * @param scale the factor; times size it may be less than newSize + 1, and more than newSize - 1
 * @param start where the region begins, as a share of the source
 * @param end where it ends
 */
record ResizeCoordinates(String mode, long size, long newSize, double scale, double start, double end) {
    /** Tells whether the dimension stays as it is. */
    boolean isIdentity() {
        return size == newSize && Math.abs(scale - 1) < 1e-9 && (!isCropping() || (start == 0 && end == 1));
    }

    private boolean isCropping() {
        return mode.equals("tf_crop_and_resize");
    }

    /** Returns the coordinates. */
    double[] all() {
        double[] coordinates = new double[Math.toIntExact(newSize)];
        for (int place = 0; place < coordinates.length; place++) {
            coordinates[place] = of(place);
        }
        return coordinates;
    }

    /** Tells of each coordinate whether it is outside of the source, where that rule asks for another value. */
    boolean[] outside() {
        boolean[] outside = new boolean[Math.toIntExact(newSize)];
        for (int place = 0; place < outside.length; place++) {
            double coordinate = of(place);
            outside[place] = isCropping() && (coordinate < 0 || coordinate > size - 1);
        }
        return outside;
    }

    private double of(int place) {
        double scaledSize = scale * size;
        double centred = (place + 0.5) / scale - 0.5;
        return switch (mode) {
            case "half_pixel" -> centred;
            case "pytorch_half_pixel" -> scaledSize == 1 ? -0.5 : centred;
            case "half_pixel_symmetric" -> size / 2.0 * (1 - newSize / scaledSize) + centred;
            case "asymmetric" -> place / scale;
            case "align_corners" -> scaledSize == 1 ? 0 : place * (size - 1) / (scaledSize - 1);
            case "tf_crop_and_resize" ->
                start * (size - 1)
                        + (scaledSize == 1
                                ? (end - start) * (size - 1) / 2
                                : place * (end - start) * (size - 1) / (scaledSize - 1));
            default -> throw new IllegalArgumentException("coordinate_transformation_mode is '%s'".formatted(mode));
        };
    }
}
