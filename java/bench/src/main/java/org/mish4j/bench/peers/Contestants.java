// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.Precision;

/** All contestants. */
public final class Contestants {
    private static final List<Contestant> PEERS =
            List.of(new OnnxRuntime(), new OpenCv(OpenCv.Reader.ONNX), new OpenCv(OpenCv.Reader.DARKNET));

    private Contestants() {}

    /** Returns the devices of mish4j that there are, the best first, in each precision that they have; then the others. */
    public static List<Contestant> all() {
        List<Contestant> contestants = new ArrayList<>();
        for (DeviceInfo device : Device.list()) {
            for (Precision precision : device.precisions()) {
                contestants.add(new Mish4jDevice(device.name(), precision));
            }
        }
        contestants.addAll(PEERS);
        return contestants;
    }

    /** Returns the other libraries. */
    public static List<Contestant> peers() {
        return PEERS;
    }

    /**
     * Returns a contestant.
     *
     * @throws IllegalArgumentException if there is none of that name; the text names those that there are
     */
    public static Contestant of(String name) {
        return all().stream()
                .filter(contestant -> contestant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no contestant '%s'; there are %s"
                        .formatted(name, all().stream().map(Contestant::name).collect(Collectors.joining(", ")))));
    }
}
