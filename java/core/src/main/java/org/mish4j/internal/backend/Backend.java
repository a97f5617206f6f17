// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.backend;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mish4j.CompileOptions;
import org.mish4j.DeviceInfo;
import org.mish4j.Graph;

/** What executes graphs on some devices. Used by any number of threads. */
public interface Backend {
    /** Returns what is known of this backend's devices, the best first, also of those that can't be used. */
    List<DeviceInfo> devices();

    /**
     * Returns what is known of one device, usable or not; null if it is none of this backend's. Looks at no other device, and
     * loads nothing for a name that is not this backend's.
     */
    @Nullable
    DeviceInfo find(String deviceName);

    /**
     * Compiles a graph that the passes have been over, so that it has no batch normalisation left.
     *
     * @param deviceName one of an available device of this backend
     */
    Executable compile(String deviceName, Graph graph, CompileOptions options);

    /**
     * Allocates memory of zeros, which requests of any model of the device can be bound to.
     *
     * @param deviceName one of an available device of this backend
     * @param bytes at least 1
     */
    default DeviceMemory allocate(String deviceName, long bytes) {
        return new HostMemory(bytes);
    }
}
