// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.plot;

import org.mish4j.Activation;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.InferRequest;

/** The output of a network of two coordinates, at the points of a square grid. */
public final class Landscape {
    private final String name;
    private final int side;
    private final float[] heights;
    private final float lowest;
    private final float highest;

    private Landscape(String name, int side, float[] heights) {
        this.name = name;
        this.side = side;
        this.heights = heights;
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float height : heights) {
            low = Math.min(low, height);
            high = Math.max(high, height);
        }
        this.lowest = low;
        this.highest = high;
    }

    /**
     * Runs a network with an activation on a device, a row of the grid at once.
     *
     * @param range of both coordinates
     * @param side the number of points on a side of the grid
     * @throws IllegalStateException if the network's output is not finite everywhere
     */
    public static Landscape of(
            RandomNetwork network,
            Activation activation,
            PlotRange range,
            int side,
            Device device,
            CompileOptions options) {
        double[] points = range.points(side);
        float[] coordinates = new float[2 * side];
        float[] row = new float[side];
        float[] heights = new float[side * side];
        String name = ActivationCurves.name(activation);
        try (CompiledModel model = device.compile(network.graph(activation, side), options);
                InferRequest request = model.createRequest()) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    coordinates[2 * x] = (float) points[x];
                    coordinates[2 * x + 1] = (float) points[y];
                }
                request.input(RandomNetwork.INPUT).copyFrom(coordinates);
                request.run();
                request.output(RandomNetwork.OUTPUT).copyTo(row);
                System.arraycopy(row, 0, heights, y * side, side);
            }
        }
        Landscape landscape = new Landscape(name, side, heights);
        if (!Float.isFinite(landscape.highest - landscape.lowest)) {
            throw new IllegalStateException("the network's output with %s is not finite: from %s to %s"
                    .formatted(name, landscape.lowest, landscape.highest));
        }
        return landscape;
    }

    /** Returns the activation's name. */
    public String name() {
        return name;
    }

    /** Returns the number of points on a side. */
    public int side() {
        return side;
    }

    /** Returns the output at a point; x and y count the points from the least coordinate. */
    public float height(int x, int y) {
        return heights[y * side + x];
    }

    /** Returns where between the least output, 0, and the largest, 1, that at a point lies; 0 where all are equal. */
    double share(int x, int y) {
        float span = highest - lowest;
        return span == 0 ? 0 : (height(x, y) - lowest) / (double) span;
    }

    /** Returns which of several equal bands of heights the output at a point is in, counted from the lowest. */
    int band(int x, int y, int bands) {
        return Math.min((int) (share(x, y) * bands), bands - 1);
    }

    /** Returns the least output. */
    public float lowest() {
        return lowest;
    }

    /** Returns the largest output. */
    public float highest() {
        return highest;
    }
}
