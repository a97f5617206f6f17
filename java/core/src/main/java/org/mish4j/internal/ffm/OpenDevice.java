// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.mish4j.bindings.mish4j_h;

/** A native device, open for as long as it is asked or compiled for. Models outlive it. */
record OpenDevice(long handle) implements AutoCloseable {
    static OpenDevice open(String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment device = arena.allocate(ValueLayout.JAVA_LONG);
            NativeStatus.check(mish4j_h.mish4j_device_open(arena.allocateFrom(name), device));
            return new OpenDevice(device.get(ValueLayout.JAVA_LONG, 0));
        }
    }

    String text(int key) {
        return NativeStatus.text(
                (buffer, capacity, length) -> mish4j_h.mish4j_device_get_text(handle, key, buffer, capacity, length));
    }

    @Override
    public void close() {
        NativeStatus.check(mish4j_h.mish4j_device_close(handle));
    }
}
