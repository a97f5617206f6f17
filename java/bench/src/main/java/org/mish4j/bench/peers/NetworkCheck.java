// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.Graph;
import org.mish4j.Precision;
import org.mish4j.bench.Agreement;
import org.mish4j.bench.RandomFloats;

/** Compares what engines compute of the same input. */
public final class NetworkCheck {
    private static final long SEED = 31;

    private NetworkCheck() {}

    /** Fills an input with floats from -1 to 1, the same at every call. */
    public static void fill(MemorySegment input) {
        float[] values = RandomFloats.uniform(SEED, input.byteSize() / Float.BYTES, 1);
        MemorySegment.copy(values, 0, input, ValueLayout.JAVA_FLOAT, 0, values.length);
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
     * Runs a network on what {@link #fill} gives, and checks every output.
     *
     * @param engine its name, for the error's text
     * @param expected what the outputs should be, by name
     * @param tolerance relative to each output's largest magnitude
     * @throws IllegalStateException if a number is further from the expected one, or is NaN
     */
    public static void require(String engine, LoadedNetwork network, Map<String, float[]> expected, double tolerance) {
        fill(network.input());
        network.run();
        expected.forEach((name, values) -> Agreement.require(
                "output '%s' of %s".formatted(name, engine), values, network.output(name), tolerance));
    }
}
