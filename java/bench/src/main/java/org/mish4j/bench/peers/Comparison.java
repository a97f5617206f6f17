// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.Graph;
import org.mish4j.Precision;

/** Compares what contestants compute of the same input. */
public final class Comparison {
    private static final long SEED = 1;

    private Comparison() {}

    /** Fills an input with floats from 0 to 1, the same at every call. */
    public static void fill(MemorySegment input) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (long index = 0; index < input.byteSize() / Float.BYTES; index++) {
            input.setAtIndex(ValueLayout.JAVA_FLOAT, index, (float) random.nextDouble());
        }
    }

    /** Returns the outputs of a network for what {@link #fill} gives, by name, in F32 on the best device of mish4j. */
    public static Map<String, float[]> expected(NetworkFiles network) {
        String device = Device.list().stream()
                .filter(DeviceInfo::available)
                .findFirst()
                .orElseThrow()
                .name();
        try (LoadedNetwork loaded = new Mish4jDevice(device, Precision.F32).load(network, 1)) {
            fill(loaded.input());
            loaded.run();
            Map<String, float[]> outputs = new LinkedHashMap<>();
            for (Graph.Output output : network.graph().outputs()) {
                outputs.put(output.name(), loaded.output(output.name()));
            }
            return outputs;
        }
    }

    /**
     * Runs a network on what {@link #fill} gives.
     *
     * @param expected what the outputs should be, by name
     * @return the largest difference of any output, relative to that output's largest magnitude; infinite for one of
     *     another size or with NaN
     */
    public static double difference(LoadedNetwork network, Map<String, float[]> expected) {
        fill(network.input());
        network.run();
        double largest = 0;
        for (Map.Entry<String, float[]> output : expected.entrySet()) {
            largest = Math.max(largest, difference(network.output(output.getKey()), output.getValue()));
        }
        return largest;
    }

    /** Returns the largest difference, relative to the largest magnitude that is expected; infinite for NaN. */
    public static double difference(float[] actual, float[] expected) {
        if (actual.length != expected.length) {
            return Double.POSITIVE_INFINITY;
        }
        double magnitude = 0;
        double largest = 0;
        for (int index = 0; index < expected.length; index++) {
            double difference = Math.abs((double) actual[index] - expected[index]);
            largest = Math.max(largest, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
            magnitude = Math.max(magnitude, Math.abs(expected[index]));
        }
        return largest == 0 ? 0 : largest / magnitude;
    }
}
