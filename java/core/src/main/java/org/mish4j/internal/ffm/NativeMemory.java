// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.mish4j.bindings.mish4j_h;
import org.mish4j.internal.backend.DeviceMemory;

/** Memory of a native device. */
final class NativeMemory extends DeviceMemory {
    private final long handle;

    private NativeMemory(long handle) {
        this.handle = handle;
    }

    static NativeMemory allocate(String deviceName, long bytes) {
        try (OpenDevice device = OpenDevice.open(deviceName);
                Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(ValueLayout.JAVA_LONG);
            NativeStatus.check(mish4j_h.mish4j_memory_create(device.handle(), bytes, memory));
            return NativeOwnership.transfer(
                    memory.get(ValueLayout.JAVA_LONG, 0), mish4j_h::mish4j_memory_close, handle -> {
                        NativeBackend.recordMemory();
                        return new NativeMemory(handle);
                    });
        }
    }

    long handle() {
        return handle;
    }

    @Override
    public void write(MemorySegment src) {
        NativeStatus.check(mish4j_h.mish4j_memory_write(handle, 0, src, src.byteSize()));
    }

    @Override
    public void read(MemorySegment dst) {
        NativeStatus.check(mish4j_h.mish4j_memory_read(handle, 0, dst, dst.byteSize()));
    }

    @Override
    protected void free() {
        NativeStatus.check(mish4j_h.mish4j_memory_close(handle));
        NativeBackend.recordMemory();
    }
}
