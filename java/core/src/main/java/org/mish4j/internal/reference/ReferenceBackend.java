// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mish4j.CompileOptions;
import org.mish4j.DeviceInfo;
import org.mish4j.Graph;
import org.mish4j.Precision;
import org.mish4j.internal.backend.Backend;
import org.mish4j.internal.backend.Executable;

/** Plain Java: always there, exact, on one thread, and not made to be fast. */
public final class ReferenceBackend implements Backend {
    /** The name of its only device. */
    public static final String DEVICE_NAME = "java-reference";

    private static final DeviceInfo DEVICE = new DeviceInfo(
            DEVICE_NAME,
            true,
            "",
            "Java virtual machine on " + System.getProperty("os.arch"),
            "",
            "reference",
            "",
            List.of(Precision.F32));

    @Override
    public List<DeviceInfo> devices() {
        return List.of(DEVICE);
    }

    @Override
    public @Nullable DeviceInfo find(String deviceName) {
        return deviceName.equals(DEVICE_NAME) ? DEVICE : null;
    }

    /**
     * Compiles a graph for one thread, whatever the options say.
     *
     * @throws IllegalArgumentException if the graph has a batch normalisation
     */
    @Override
    public Executable compile(String deviceName, Graph graph, CompileOptions options) {
        return new ReferenceExecutable(graph);
    }
}
