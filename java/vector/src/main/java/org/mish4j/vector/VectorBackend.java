// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mish4j.CompileOptions;
import org.mish4j.DeviceInfo;
import org.mish4j.Graph;
import org.mish4j.Precision;
import org.mish4j.internal.backend.Backend;
import org.mish4j.internal.backend.Executable;
import org.mish4j.vector.plan.PlanBuilder;
import org.mish4j.vector.simd.LoopsProvider;

/** Pure Java made fast: vectors, register tiles, packed weights and threads. */
public final class VectorBackend implements Backend {
    /** The name of its only device. */
    public static final String DEVICE_NAME = "java-vector";

    /** Made by the service loader. */
    public VectorBackend() {}

    @Override
    public List<DeviceInfo> devices() {
        return List.of(device());
    }

    @Override
    public @Nullable DeviceInfo find(String deviceName) {
        return deviceName.equals(DEVICE_NAME) ? device() : null;
    }

    private static DeviceInfo device() {
        return new DeviceInfo(
                DEVICE_NAME,
                true,
                "",
                "Java virtual machine on " + System.getProperty("os.arch"),
                LoopsProvider.description(),
                "vector",
                "",
                List.of(Precision.F32));
    }

    @Override
    public Executable compile(String deviceName, Graph graph, CompileOptions options) {
        int threads = options.threads() == 0 ? Runtime.getRuntime().availableProcessors() : options.threads();
        return new VectorExecutable(new PlanBuilder(graph, LoopsProvider.best(), threads).build());
    }
}
