// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet;

import java.util.ArrayList;
import java.util.List;

/**
 * What a {@code [yolo]} section makes of its input, {@code [1, boxes (5 + classes), H, W]}: for each cell and each anchor x,
 * y, width, height, objectness, and a number for each class.
 *
 * @param anchors width and height of each box in pixels of the network's input
 * @param scale scale_x_y
 * @param classes their number
 * @param inputSize the side of the network's input
 */
record YoloHead(double[][] anchors, double scale, int classes, int inputSize) {
    /** Returns the boxes, in pixels of the network's input, whose score is more than a bound. */
    List<Detection> decode(float[] values, int side, double leastScore) {
        List<Detection> found = new ArrayList<>();
        int cells = side * side;
        for (int box = 0; box < anchors.length; box++) {
            for (int cell = 0; cell < cells; cell++) {
                int first = box * (5 + classes) * cells + cell;
                double objectness = sigmoid(values[first + 4 * cells]);
                double x = (position(values[first]) + cell % side) * inputSize / side;
                double y = (position(values[first + cells]) + cell / side) * inputSize / side;
                double width = Math.exp(values[first + 2 * cells]) * anchors[box][0];
                double height = Math.exp(values[first + 3 * cells]) * anchors[box][1];
                for (int category = 0; category < classes; category++) {
                    double score = objectness * sigmoid(values[first + (5 + category) * cells]);
                    if (score > leastScore) {
                        found.add(new Detection(
                                category, score, x - width / 2, y - height / 2, x + width / 2, y + height / 2));
                    }
                }
            }
        }
        return found;
    }

    private double position(double value) {
        return scale * sigmoid(value) - (scale - 1) / 2;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
