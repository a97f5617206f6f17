// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import org.mish4j.internal.ffm.NativeBackend;
import org.mish4j.internal.ffm.NativeLibraries;
import org.mish4j.internal.ffm.NativeVersion;
import org.mish4j.internal.memory.ManagedResource;

/** What mish4j costs and holds at this moment, for tests, measurements and monitoring. */
public final class Diagnostics {
    private Diagnostics() {}

    /** Returns the version of the C ABI that this library was built for; a native library of another one is not loaded. */
    public static int abiVersion() {
        return NativeVersion.abi();
    }

    /**
     * Returns the number of calls that the calling thread made to the native library; 0 where that can't be loaded. To
     * ask is itself such a call, which the next answer counts.
     */
    public static long nativeCallCount() {
        return NativeLibraries.failure() == null ? NativeBackend.callCount() : 0;
    }

    /** Returns the native memory that open models and requests hold, in bytes; 0 where the library can't be loaded. */
    public static long nativeMemoryBytes() {
        return NativeLibraries.failure() == null ? NativeBackend.memoryBytes() : 0;
    }

    /** Returns the number of models, requests and tensors that own memory and are not closed yet. */
    public static int openResources() {
        return ManagedResource.openCount();
    }
}
